package dev.baton.linux.route;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import dev.baton.linux.libc.LinuxNetlink;
import dev.baton.linux.libc.LinuxRtnetlink;
import dev.baton.linux.libc.SysSocket;
import dev.baton.linux.netlink.MessageWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * An address that the kernel shall have, or have no longer.
 *
 * <p>An addition carries none of the flags CREATE, EXCL and REPLACE, so an address that is there
 * already is {@code EEXIST} and stays as it is; a deletion of one that is gone is {@code
 * EADDRNOTAVAIL}.
 *
 * @param add to add it; otherwise to delete it
 * @param prefix the address, with the length of its network's prefix
 * @param scope RT_SCOPE_*, as {@link AddressMessage#scope}
 * @param label of an IPv4 address, at most 15 bytes; empty for none
 * @param peer the other end of a point-to-point link, whose prefix length then counts
 * @param flags IFA_F_* bits
 * @param preferredSeconds −1 for ever; 0 makes an IPv6 address deprecated
 */
public record AddressRequest(
    boolean add,
    int interfaceIndex,
    IpPrefix prefix,
    int scope,
    String label,
    Optional<IpAddress> broadcast,
    Optional<IpPrefix> peer,
    int flags,
    int preferredSeconds) {

  /** The number that {@code /etc/iproute2/rt_addrprotos} gives keepalived, which tools know. */
  private static final int PROTOCOL_KEEPALIVED = 18;

  private static final int FOR_EVER = -1;

  /** To add an address with nothing special about it. */
  public static AddressRequest adding(int interfaceIndex, IpPrefix prefix) {
    return plain(true, interfaceIndex, prefix);
  }

  /** To delete an address. */
  public static AddressRequest deleting(int interfaceIndex, IpPrefix prefix) {
    return plain(false, interfaceIndex, prefix);
  }

  private static AddressRequest plain(boolean add, int interfaceIndex, IpPrefix prefix) {
    return new AddressRequest(
        add,
        interfaceIndex,
        prefix,
        LinuxRtnetlink.RT_SCOPE_UNIVERSE,
        "",
        Optional.empty(),
        Optional.empty(),
        0,
        FOR_EVER);
  }

  void encode(MessageWriter out, boolean acknowledge) {
    IpAddress own = prefix.address();
    int family = own.family() == IpFamily.INET ? SysSocket.AF_INET : SysSocket.AF_INET6;
    IpPrefix network = peer.orElse(prefix);
    out.begin(
        add ? LinuxRtnetlink.RTM_NEWADDR : LinuxRtnetlink.RTM_DELADDR,
        LinuxNetlink.NLM_F_REQUEST | (acknowledge ? LinuxNetlink.NLM_F_ACK : 0));
    out.putByte(family).putByte(network.prefixBits()).putByte(flags & 0xFF).putByte(scope);
    out.putInt(interfaceIndex);
    out.addressAttribute(LinuxRtnetlink.IFA_LOCAL, own);
    out.addressAttribute(LinuxRtnetlink.IFA_ADDRESS, network.address());
    if (!label.isEmpty()) {
      out.textAttribute(LinuxRtnetlink.IFA_LABEL, label);
    }
    if (add) {
      encodeProperties(out);
    }
    out.end();
  }

  private void encodeProperties(MessageWriter out) {
    broadcast.ifPresent(to -> out.addressAttribute(LinuxRtnetlink.IFA_BROADCAST, to));
    if (flags != 0) {
      out.intAttribute(LinuxRtnetlink.IFA_FLAGS, flags);
    }
    if (preferredSeconds != FOR_EVER) {
      byte[] lifetimes = new byte[LinuxRtnetlink.IfaCacheinfo.SIZE];
      ByteBuffer.wrap(lifetimes)
          .order(ByteOrder.nativeOrder())
          .putInt(LinuxRtnetlink.IfaCacheinfo.IFA_PREFERED, preferredSeconds)
          .putInt(LinuxRtnetlink.IfaCacheinfo.IFA_VALID, FOR_EVER);
      out.attribute(LinuxRtnetlink.IFA_CACHEINFO, lifetimes);
    }
    out.byteAttribute(LinuxRtnetlink.IFA_PROTO, PROTOCOL_KEEPALIVED);
  }
}
