package dev.baton.linux.route;

import dev.baton.core.kernel.Resource;
import dev.baton.core.kernel.RouteSpec;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import dev.baton.linux.libc.LinuxNetlink;
import dev.baton.linux.libc.LinuxRtnetlink;
import dev.baton.linux.libc.SysSocket;
import dev.baton.linux.netlink.MessageWriter;

/**
 * Routes in the kernel's form (RTM_NEWROUTE, RTM_DELROUTE).
 *
 * <p>An addition carries the flag CREATE alone, as {@code ip route prepend} does: a route that
 * somebody else has to the same destination stays, behind ours, and counts again when ours goes.
 * The very same route is {@code EEXIST}. A deletion names everything, our protocol number too, so
 * that it meets no other route; of one that is gone it is {@code ESRCH}.
 */
final class RouteEncoder {

  private RouteEncoder() {}

  static void add(Resource.Route route, int flags, MessageWriter out) {
    encode(route, LinuxRtnetlink.RTM_NEWROUTE, flags | LinuxNetlink.NLM_F_CREATE, out);
  }

  static void delete(Resource.Route route, int flags, MessageWriter out) {
    encode(route, LinuxRtnetlink.RTM_DELROUTE, flags, out);
  }

  private static void encode(Resource.Route route, int type, int flags, MessageWriter out) {
    RouteSpec spec = route.spec();
    IpPrefix destination = spec.destination().network();
    int none = 0;
    out.begin(type, LinuxNetlink.NLM_F_REQUEST | flags);
    out.putByte(
        destination.address().family() == IpFamily.INET ? SysSocket.AF_INET : SysSocket.AF_INET6);
    out.putByte(destination.prefixBits()).putByte(none).putByte(none);
    // A number that the header's byte cannot hold is in the attribute alone.
    int table = spec.table();
    out.putByte(table < 0x100 ? table : LinuxRtnetlink.RT_TABLE_UNSPEC);
    out.putByte(LinuxRtnetlink.RTPROT_KEEPALIVED).putByte(scope(spec));
    out.putByte(LinuxRtnetlink.RTN_UNICAST).putInt(none);
    if (destination.prefixBits() > 0) {
      out.addressAttribute(LinuxRtnetlink.RTA_DST, destination.address());
    }
    out.intAttribute(LinuxRtnetlink.RTA_TABLE, table);
    spec.via().ifPresent(hop -> out.addressAttribute(LinuxRtnetlink.RTA_GATEWAY, hop));
    if (route.linkIndex() != 0) {
      out.intAttribute(LinuxRtnetlink.RTA_OIF, route.linkIndex());
    }
    spec.source().ifPresent(own -> out.addressAttribute(LinuxRtnetlink.RTA_PREFSRC, own));
    if (spec.metric() != 0) {
      out.intAttribute(LinuxRtnetlink.RTA_PRIORITY, spec.metric());
    }
    out.end();
  }

  /** As ip-route(8) chooses it: without a next hop the destination is on the link. */
  private static int scope(RouteSpec spec) {
    boolean onLink = spec.via().isEmpty() && spec.destination().address().family() == IpFamily.INET;
    int usual = onLink ? LinuxRtnetlink.RT_SCOPE_LINK : LinuxRtnetlink.RT_SCOPE_UNIVERSE;
    return spec.scope() < 0 ? usual : spec.scope();
  }
}
