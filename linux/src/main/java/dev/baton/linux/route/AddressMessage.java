package dev.baton.linux.route;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpPrefix;
import dev.baton.linux.libc.LinuxRtnetlink;
import dev.baton.linux.libc.LinuxRtnetlink.IfaCacheinfo;
import dev.baton.linux.libc.LinuxRtnetlink.Ifaddrmsg;
import dev.baton.linux.netlink.AttributeReader;
import dev.baton.linux.netlink.MessageReader;
import java.util.Optional;

/**
 * What rtnetlink says of an address (RTM_NEWADDR).
 *
 * @param prefix the host's own address, with the length of its network's prefix
 * @param scope RT_SCOPE_*: 0 everywhere, 253 on the link, 254 on the host
 * @param flags IFA_F_* bits
 * @param protocol who added it, IFA_PROTO; 18 is keepalived's number and ours, 0 unknown
 * @param peer the other end of a point-to-point link
 * @param preferredSeconds −1 is for ever, 0 deprecated
 * @param validSeconds −1 is for ever
 */
public record AddressMessage(
    int interfaceIndex,
    IpPrefix prefix,
    int scope,
    int flags,
    int protocol,
    String label,
    Optional<IpAddress> broadcast,
    Optional<IpAddress> peer,
    int preferredSeconds,
    int validSeconds) {

  /** IFA_F_SECONDARY: not the first of its network; goes when the first one goes. */
  public boolean secondary() {
    return (flags & LinuxRtnetlink.IFA_F_SECONDARY) != 0;
  }

  /** IFA_F_TENTATIVE: duplicate address detection has not ended (RFC 4862). */
  public boolean tentative() {
    return (flags & LinuxRtnetlink.IFA_F_TENTATIVE) != 0;
  }

  /** IFA_F_DADFAILED: somebody else has it. */
  public boolean duplicate() {
    return (flags & LinuxRtnetlink.IFA_F_DADFAILED) != 0;
  }

  /** From a message of type RTM_NEWADDR or RTM_DELADDR; empty when it names no address. */
  static Optional<AddressMessage> decode(MessageReader message) {
    var attributes = new Attributes(message);
    return attributes.own().map(own -> attributes.with(own, message));
  }

  /** The attributes as they come, in any order. */
  private static final class Attributes {

    private int flags;
    private int protocol;
    private int preferredSeconds = -1;
    private int validSeconds = -1;
    private String label = "";
    private Optional<IpAddress> address = Optional.empty();
    private Optional<IpAddress> local = Optional.empty();
    private Optional<IpAddress> broadcast = Optional.empty();

    Attributes(MessageReader message) {
      // The first eight flags are in the header; since Linux 3.14 an attribute has all 32.
      flags = message.byteAt(Ifaddrmsg.IFA_FLAGS);
      AttributeReader attribute = message.attributes(Ifaddrmsg.SIZE);
      while (attribute.next()) {
        take(attribute);
      }
    }

    private void take(AttributeReader attribute) {
      switch (attribute.type()) {
        case LinuxRtnetlink.IFA_ADDRESS -> address = attribute.asAddress();
        case LinuxRtnetlink.IFA_LOCAL -> local = attribute.asAddress();
        case LinuxRtnetlink.IFA_BROADCAST -> broadcast = attribute.asAddress();
        case LinuxRtnetlink.IFA_LABEL -> label = attribute.asText();
        case LinuxRtnetlink.IFA_FLAGS -> flags = attribute.asInt();
        case LinuxRtnetlink.IFA_PROTO -> protocol = attribute.asByte();
        case LinuxRtnetlink.IFA_CACHEINFO -> {
          preferredSeconds = attribute.intAt(IfaCacheinfo.IFA_PREFERED);
          validSeconds = attribute.intAt(IfaCacheinfo.IFA_VALID);
        }
        default -> {}
      }
    }

    /** Without a peer, IPv6 gives IFA_ADDRESS alone; with one, that is the peer's. */
    private Optional<IpAddress> own() {
      return local.isPresent() ? local : address;
    }

    private AddressMessage with(IpAddress own, MessageReader message) {
      return new AddressMessage(
          message.intAt(Ifaddrmsg.IFA_INDEX),
          new IpPrefix(own, message.byteAt(Ifaddrmsg.IFA_PREFIXLEN)),
          message.byteAt(Ifaddrmsg.IFA_SCOPE),
          flags,
          protocol,
          label,
          broadcast,
          address.filter(other -> !other.equals(own)),
          preferredSeconds,
          validSeconds);
    }
  }
}
