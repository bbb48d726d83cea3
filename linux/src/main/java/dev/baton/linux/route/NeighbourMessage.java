package dev.baton.linux.route;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.MacAddress;
import dev.baton.linux.libc.LinuxRtnetlink;
import dev.baton.linux.libc.LinuxRtnetlink.Ndmsg;
import dev.baton.linux.netlink.AttributeReader;
import dev.baton.linux.netlink.MessageReader;
import java.util.Optional;

/**
 * What rtnetlink says of a neighbour (RTM_NEWNEIGH): whom this host takes for the holder of an
 * address on a link, as ARP and neighbour discovery have told it.
 *
 * @param mac {@link MacAddress#NONE} while nobody has answered
 * @param state NUD_* bits
 */
public record NeighbourMessage(int interfaceIndex, IpAddress address, MacAddress mac, int state) {

  /** Whether somebody has answered, now or earlier, or was entered by hand. */
  public boolean known() {
    return (state & (LinuxRtnetlink.NUD_INCOMPLETE | LinuxRtnetlink.NUD_FAILED)) == 0;
  }

  /** From a message of type RTM_NEWNEIGH; empty when it names no address. */
  static Optional<NeighbourMessage> decode(MessageReader message) {
    Optional<IpAddress> address = Optional.empty();
    MacAddress mac = MacAddress.NONE;
    AttributeReader attribute = message.attributes(Ndmsg.SIZE);
    while (attribute.next()) {
      switch (attribute.type()) {
        case LinuxRtnetlink.NDA_DST -> address = attribute.asAddress();
        case LinuxRtnetlink.NDA_LLADDR -> mac = attribute.asMac();
        default -> {}
      }
    }
    MacAddress answered = mac;
    return address.map(
        of ->
            new NeighbourMessage(
                message.intAt(Ndmsg.NDM_IFINDEX), of, answered, message.shortAt(Ndmsg.NDM_STATE)));
  }
}
