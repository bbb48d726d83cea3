package dev.baton.linux.route;

import dev.baton.core.kernel.DeviceSpec;
import dev.baton.core.kernel.Resource;
import dev.baton.core.net.MacAddress;
import dev.baton.linux.libc.LinuxNetlink;
import dev.baton.linux.libc.LinuxRtnetlink;
import dev.baton.linux.libc.SysSocket;
import dev.baton.linux.netlink.MessageWriter;

/**
 * Devices in the kernel's form (RTM_NEWLINK, RTM_DELLINK). A device is made down; how it makes its
 * IPv6 addresses can only be said of one that is there, and must be said before it is up.
 */
final class DeviceEncoder {

  private DeviceEncoder() {}

  static void add(Resource.Device device, int flags, MessageWriter out) {
    DeviceSpec spec = device.spec();
    int add = LinuxNetlink.NLM_F_CREATE | LinuxNetlink.NLM_F_EXCL | flags;
    begin(LinuxRtnetlink.RTM_NEWLINK, add, 0, spec, out);
    out.intAttribute(LinuxRtnetlink.IFLA_LINK, device.linkIndex());
    if (spec.group() != 0) {
      out.intAttribute(LinuxRtnetlink.IFLA_GROUP, (int) spec.group());
    }
    if (spec.masterIndex() != 0) {
      out.intAttribute(LinuxRtnetlink.IFLA_MASTER, spec.masterIndex());
    }
    if (spec.kind() instanceof DeviceSpec.Macvlan(MacAddress mac)) {
      byte[] octets = new byte[MacAddress.BYTES];
      mac.writeTo(octets, 0);
      out.attribute(LinuxRtnetlink.IFLA_ADDRESS, octets);
    }
    int info = out.beginNested(LinuxRtnetlink.IFLA_LINKINFO);
    out.textAttribute(LinuxRtnetlink.IFLA_INFO_KIND, spec.kind().word());
    int data = out.beginNested(LinuxRtnetlink.IFLA_INFO_DATA);
    switch (spec.kind()) {
      case DeviceSpec.Macvlan _ ->
          out.intAttribute(LinuxRtnetlink.IFLA_MACVLAN_MODE, LinuxRtnetlink.MACVLAN_MODE_PRIVATE);
      case DeviceSpec.Ipvlan(int mode) ->
          out.shortAttribute(LinuxRtnetlink.IFLA_IPVLAN_MODE, LinuxRtnetlink.IPVLAN_MODE_L2)
              .shortAttribute(LinuxRtnetlink.IFLA_IPVLAN_FLAGS, mode);
    }
    out.endNested(data).endNested(info).end();
  }

  /** It makes no IPv6 address by itself: that would be one more in the segment. */
  static void withoutOwnAddress(Resource.Device device, int flags, MessageWriter out) {
    begin(LinuxRtnetlink.RTM_NEWLINK, flags, 0, device.spec(), out);
    int families = out.beginNested(LinuxRtnetlink.IFLA_AF_SPEC);
    int six = out.beginNested(SysSocket.AF_INET6);
    out.byteAttribute(
        LinuxRtnetlink.IFLA_INET6_ADDR_GEN_MODE, LinuxRtnetlink.IN6_ADDR_GEN_MODE_NONE);
    out.endNested(six).endNested(families).end();
  }

  static void up(Resource.Device device, int flags, MessageWriter out) {
    begin(LinuxRtnetlink.RTM_NEWLINK, flags, LinuxRtnetlink.IFF_UP, device.spec(), out);
    out.end();
  }

  static void delete(Resource.Device device, int flags, MessageWriter out) {
    begin(LinuxRtnetlink.RTM_DELLINK, flags, 0, device.spec(), out);
    out.end();
  }

  /** Puts it into a group of interfaces. */
  static void regroup(Resource.Device device, int group, int flags, MessageWriter out) {
    begin(LinuxRtnetlink.RTM_NEWLINK, flags, 0, device.spec(), out);
    out.intAttribute(LinuxRtnetlink.IFLA_GROUP, group).end();
  }

  /** All of a group. */
  static void deleteGroup(int group, int flags, MessageWriter out) {
    out.begin(LinuxRtnetlink.RTM_DELLINK, LinuxNetlink.NLM_F_REQUEST | flags);
    out.putByte(SysSocket.AF_UNSPEC).putByte(0).putShort(0).putInt(0).putInt(0).putInt(0);
    out.intAttribute(LinuxRtnetlink.IFLA_GROUP, group).end();
  }

  private static void begin(
      int type, int flags, int linkFlags, DeviceSpec spec, MessageWriter out) {
    out.begin(type, LinuxNetlink.NLM_F_REQUEST | flags);
    out.putByte(SysSocket.AF_UNSPEC).putByte(0).putShort(0).putInt(0);
    out.putInt(linkFlags).putInt(linkFlags);
    out.textAttribute(LinuxRtnetlink.IFLA_IFNAME, spec.name());
  }
}
