package dev.baton.linux.route;

import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Resource;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpPrefix;
import dev.baton.linux.libc.LinuxNetlink;
import dev.baton.linux.libc.LinuxRtnetlink;
import dev.baton.linux.libc.LinuxRtnetlink.IfaCacheinfo;
import dev.baton.linux.netlink.MessageWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Addresses in the kernel's form (RTM_NEWADDR, RTM_DELADDR).
 *
 * <p>An addition carries none of the flags CREATE, EXCL and REPLACE, so an address that is there
 * already is {@code EEXIST} and stays as it is. A deletion names only what the kernel tells
 * addresses apart by, so it meets an address whatever its label; of one that is gone it is {@code
 * EADDRNOTAVAIL}.
 */
final class AddressEncoder {

  private static final int FOR_EVER = -1;

  private AddressEncoder() {}

  static void add(Resource.Address address, int flags, MessageWriter out) {
    AddressSpec spec = address.spec();
    begin(address, LinuxRtnetlink.RTM_NEWADDR, flags, out);
    if (!spec.label().isEmpty()) {
      out.textAttribute(LinuxRtnetlink.IFA_LABEL, spec.label());
    }
    spec.broadcast().ifPresent(to -> out.addressAttribute(LinuxRtnetlink.IFA_BROADCAST, to));
    if (spec.flags() != 0) {
      out.intAttribute(LinuxRtnetlink.IFA_FLAGS, spec.flags());
    }
    if (spec.preferredLifetimeSeconds() != FOR_EVER) {
      byte[] lifetimes = new byte[IfaCacheinfo.SIZE];
      ByteBuffer.wrap(lifetimes)
          .order(ByteOrder.nativeOrder())
          .putInt(IfaCacheinfo.IFA_PREFERED, (int) spec.preferredLifetimeSeconds())
          .putInt(IfaCacheinfo.IFA_VALID, FOR_EVER);
      out.attribute(LinuxRtnetlink.IFA_CACHEINFO, lifetimes);
    }
    out.byteAttribute(LinuxRtnetlink.IFA_PROTO, InterfaceAddress.KEEPALIVED);
    out.end();
  }

  static void delete(Resource.Address address, int flags, MessageWriter out) {
    begin(address, LinuxRtnetlink.RTM_DELADDR, flags, out);
    out.end();
  }

  private static void begin(Resource.Address address, int type, int flags, MessageWriter out) {
    AddressSpec spec = address.spec();
    IpAddress own = spec.prefix().address();
    IpPrefix network = spec.peer().orElse(spec.prefix());
    out.begin(type, LinuxNetlink.NLM_F_REQUEST | flags);
    out.putFamily(own.family());
    out.putByte(network.prefixBits()).putByte(spec.flags() & 0xFF);
    out.putByte(Math.max(spec.scope(), LinuxRtnetlink.RT_SCOPE_UNIVERSE));
    out.putInt(address.linkIndex());
    out.addressAttribute(LinuxRtnetlink.IFA_LOCAL, own);
    out.addressAttribute(LinuxRtnetlink.IFA_ADDRESS, network.address());
  }
}
