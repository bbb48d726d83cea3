package dev.baton.core.node;

import dev.baton.core.model.InstanceConfig;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.vrrp.AdvertDestination;
import dev.baton.core.vrrp.AdvertDestination.Target;
import dev.baton.core.vrrp.AdvertTemplate;
import dev.baton.core.vrrp.IpProtocol;
import dev.baton.core.vrrp.ReplayMarks;
import dev.baton.core.vrrp.VrrpDatagram;
import dev.baton.core.vrrp.VrrpVersion;
import java.util.List;
import java.util.Optional;

/**
 * The means to send one instance's adverts: their source address, the instance's channel if it has
 * one, and packets built in advance.
 */
final class AdvertSender {

  /** The packet for one destination. */
  private record Addressed(IpAddress destination, AdvertTemplate template) {}

  private Optional<Channels.Channel> channel = Optional.empty();
  private List<Addressed> templates = List.of();
  private IpAddress source;
  private int packetNumber;
  private ReplayMarks marks = ReplayMarks.NONE;
  private boolean sent;

  /** A peer has shown that it makes its checksums as keepalived did before 1.3.6. */
  private boolean oldChecksum;

  /** The priority of an advert that could not leave while the socket was being opened; -1: none. */
  private int owedPriority = -1;

  /** Without an address yet, which stands for none of its family. */
  AdvertSender(IpAddress none) {
    source = none;
  }

  void join(Channels.Channel joined) {
    channel = Optional.of(joined);
  }

  void leave() {
    channel = Optional.empty();
  }

  /** The address that adverts come from. */
  IpAddress source() {
    return source;
  }

  /**
   * How the adverts of an instance travel.
   *
   * @param linkIndex its interface, or {@link Links#NONE}
   */
  Optional<Transport> transport(InstanceConfig config, int linkIndex) {
    if (linkIndex == Links.NONE) {
      return Optional.empty();
    }
    IpProtocol protocol = config.vrrp().authentication().protocol();
    return switch (config.destination()) {
      case AdvertDestination.Multicast(var group) ->
          Optional.of(new Transport.Multicast(linkIndex, config.transportName(), group, protocol));
      case AdvertDestination.Unicast unicast ->
          source.isAny() || unicast.peers().isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new Transport.Unicast(linkIndex, config.transportName(), source, protocol));
    };
  }

  /** What is wrong with the channel. */
  Optional<Fault> fault() {
    return channel.flatMap(Channels.Channel::fault);
  }

  /** Whether there is nothing to speak and hear by yet, and soon will be. */
  boolean isOpening() {
    return channel.isPresent() && channel.get().isOpening();
  }

  /** Adverts are made anew before the next one leaves, by another configuration. */
  void forgetTemplate() {
    templates = List.of();
    oldChecksum = false;
  }

  /**
   * From now on checksums are made for the group, as a peer makes its own.
   *
   * @return whether they were not before
   */
  boolean useOldChecksum(InstanceConfig config) {
    if (oldChecksum || isOld(config)) {
      return false;
    }
    oldChecksum = true;
    templates = templates(config);
    return true;
  }

  private static boolean isOld(InstanceConfig config) {
    return config.destination() instanceof AdvertDestination.Unicast(_, _, _, var checksum)
        && checksum == AdvertDestination.UnicastChecksum.OLD
        && config.vrrp().version() == VrrpVersion.V3;
  }

  /**
   * From now on adverts are of this configuration and come from this address. While there is none,
   * or no interface, the last ones are kept, for the advert that says goodbye.
   *
   * @return whether they came from another address before
   */
  boolean sendFrom(InstanceConfig config, IpAddress chosen, boolean linked) {
    boolean changed = !chosen.equals(source);
    boolean replaced = changed && !source.isAny();
    source = chosen;
    if (!linked || source.isAny() || (!changed && !templates.isEmpty())) {
      return false;
    }
    templates = templates(config);
    return replaced;
  }

  private List<Addressed> templates(InstanceConfig config) {
    return config.destination().targets().stream().map(it -> addressed(config, it)).toList();
  }

  private Addressed addressed(InstanceConfig config, Target target) {
    IpAddress to = target.address();
    boolean old = (oldChecksum || isOld(config)) && to.family() == IpFamily.INET;
    IpAddress summed = old ? VrrpDatagram.GROUP4 : to;
    return new Addressed(
        to, AdvertTemplate.of(config.vrrp(), source, to, target.hopLimit(), summed));
  }

  /** Sends an advert. There is nothing to send by when the interface has gone. */
  void send(int priority, TurnActions turn) {
    sent = channel.isPresent() && channel.get().isOpen() && !templates.isEmpty();
    // A goodbye that comes late is no help, and may disturb a master who has taken over meanwhile.
    owedPriority = isOpening() && priority > 0 ? priority : -1;
    if (sent) {
      packetNumber++;
      int number = channel.orElseThrow().number();
      var authentication = templates.getFirst().template().authentication();
      ReplayMarks.Numbered next = marks.next(authentication, source, turn.time());
      marks = next.marks();
      for (int i = 0; i < templates.size(); i++) {
        Addressed each = templates.get(i);
        byte[] packet = each.template().packet(priority, packetNumber, next.sequence());
        turn.send(number, each.destination(), packet);
      }
    }
  }

  /** The socket is open: a master's advert that had to wait for it leaves. */
  void opened(TurnActions turn) {
    if (owedPriority >= 0) {
      send(owedPriority, turn);
    }
  }

  /** The sequence numbers of what was sent, and of what was heard as far as {@link #heard} says. */
  ReplayMarks marks() {
    return marks;
  }

  /** Others have sent this far; whatever we send next is numbered above it. */
  void heard(ReplayMarks all) {
    marks = all;
  }

  /** Whether the last advert could be sent. */
  boolean sent() {
    return sent;
  }
}
