package dev.baton.core.node;

import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Link;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.net.IpAddress;
import dev.baton.core.vrrp.AdvertDestination.Target;
import dev.baton.core.vrrp.AdvertTemplate;
import dev.baton.core.vrrp.HostTime;
import dev.baton.core.vrrp.IpProtocol;
import dev.baton.core.vrrp.ReplayMarks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The advert of priority 0 that a master sends when it leaves, on behalf of a master whose process
 * has died and cannot send it. A backup then waits only for its skew time instead of for three
 * missed adverts (RFC 9568, section 6.4.2).
 *
 * @param packet as the socket expects it; for IPv4 this includes the IP header
 */
public record Resignation(Link link, IpAddress source, IpAddress destination, byte[] packet) {

  /**
   * Of these instances, as far as there is a link and an address to send from. What an
   * authentication header must be numbered, only the dead process knew: such an advert would be
   * refused, so its backup waits. A signature is numbered by the time.
   */
  public static List<Resignation> of(
      List<InstanceConfig> masters,
      List<Link> links,
      List<InterfaceAddress> addresses,
      HostTime time) {
    var known = new Links();
    known.surveyed(links, addresses, 0);
    var names = new DeviceNames();
    names.choose(masters, known);
    List<InstanceConfig> placed = names.place(masters);
    var virtual = new VirtualAddresses(placed);
    var resignations = new ArrayList<Resignation>();
    for (InstanceConfig master : placed) {
      int index = known.indexOf(master.transportName());
      var location = new Location(index, known.indexOf(master.sourceName()), false, 0);
      IpAddress source =
          SourceAddress.choose(
              master, SourceAddress.none(master.vrrp().family()), location, known, virtual);
      boolean numbered = master.vrrp().authentication().protocol() == IpProtocol.AH;
      if (index != Links.NONE && !source.isAny() && !numbered) {
        Link link = known.at(index).orElseThrow();
        var number = ReplayMarks.NONE.next(master.vrrp().authentication(), source, time);
        for (Target target : master.destination().targets()) {
          IpAddress to = target.address();
          var template = AdvertTemplate.of(master.vrrp(), source, to, target.hopLimit());
          byte[] packet = template.packet(0, 0, number.sequence());
          resignations.add(new Resignation(link, source, to, packet));
        }
      }
    }
    return List.copyOf(resignations);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Resignation that
        && link.equals(that.link)
        && source.equals(that.source)
        && destination.equals(that.destination)
        && Arrays.equals(packet, that.packet);
  }

  @Override
  public int hashCode() {
    return link.hashCode() * 31 + Arrays.hashCode(packet);
  }
}
