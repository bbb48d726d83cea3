package dev.baton.linux.route;

import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpPrefix;
import dev.baton.linux.libc.LinuxRtnetlink;
import dev.baton.linux.libc.LinuxRtnetlink.Ifaddrmsg;
import dev.baton.linux.netlink.AttributeReader;
import dev.baton.linux.netlink.MessageReader;
import java.util.Optional;

/** Reads what rtnetlink says of an address (RTM_NEWADDR). */
final class AddressMessage {

  private AddressMessage() {}

  /** From a message of type RTM_NEWADDR or RTM_DELADDR; empty when it names no address. */
  static Optional<InterfaceAddress> decode(MessageReader message) {
    var attributes = new Attributes(message);
    return attributes.own().map(own -> attributes.with(own, message));
  }

  /** The attributes as they come, in any order. */
  private static final class Attributes {

    private int flags;
    private int protocol;
    private Optional<IpAddress> address = Optional.empty();
    private Optional<IpAddress> local = Optional.empty();

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
        case LinuxRtnetlink.IFA_FLAGS -> flags = attribute.asInt();
        case LinuxRtnetlink.IFA_PROTO -> protocol = attribute.asByte();
        default -> {}
      }
    }

    /** Without a peer, IPv6 gives IFA_ADDRESS alone; with one, that is the peer's. */
    private Optional<IpAddress> own() {
      return local.isPresent() ? local : address;
    }

    private InterfaceAddress with(IpAddress own, MessageReader message) {
      return new InterfaceAddress(
          message.intAt(Ifaddrmsg.IFA_INDEX),
          new IpPrefix(own, message.byteAt(Ifaddrmsg.IFA_PREFIXLEN)),
          message.byteAt(Ifaddrmsg.IFA_SCOPE),
          (flags & LinuxRtnetlink.IFA_F_SECONDARY) != 0,
          (flags & LinuxRtnetlink.IFA_F_TENTATIVE) != 0,
          protocol);
    }
  }
}
