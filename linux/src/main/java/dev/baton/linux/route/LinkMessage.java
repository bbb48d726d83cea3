package dev.baton.linux.route;

import dev.baton.core.kernel.Link;
import dev.baton.core.kernel.LinkHardware;
import dev.baton.core.kernel.Stacking;
import dev.baton.core.net.MacAddress;
import dev.baton.linux.libc.LinuxRtnetlink;
import dev.baton.linux.libc.LinuxRtnetlink.Ifinfomsg;
import dev.baton.linux.libc.SysSocket;
import dev.baton.linux.netlink.AttributeReader;
import dev.baton.linux.netlink.MessageReader;
import java.util.Optional;

/**
 * What rtnetlink says of an interface (RTM_NEWLINK).
 *
 * @param link what everybody needs of it
 * @param flags IFF_* bits
 * @param kind what made it, such as {@code macvlan}; empty for hardware
 * @param masterIndex the bridge, bond or VRF it belongs to; 0 for none
 * @param parentIndex the interface it stands on, as a VLAN does; 0 for none
 * @param parentElsewhere whether the parent is in another network namespace, where its index counts
 */
public record LinkMessage(
    Link link, int flags, String kind, int masterIndex, int parentIndex, boolean parentElsewhere) {

  /**
   * From a message of type RTM_NEWLINK or RTM_DELLINK; empty when it is not about the link itself.
   * Bridges tell of their ports by the same types under another family, where DELLINK is a port
   * that has left; wireless extensions send messages with next to nothing in them.
   */
  static Optional<LinkMessage> decode(MessageReader message) {
    var attributes = new Attributes(message.attributes(Ifinfomsg.SIZE));
    boolean ofLink = message.byteAt(Ifinfomsg.IFI_FAMILY) == SysSocket.AF_UNSPEC;
    return ofLink && attributes.whole ? Optional.of(attributes.with(message)) : Optional.empty();
  }

  /** The attributes as they come, in any order. */
  private static final class Attributes {

    private boolean whole;
    private String name = "";
    private int mtuBytes;
    private MacAddress mac = MacAddress.NONE;
    private MacAddress broadcastMac = MacAddress.NONE;
    private int group;
    private String kind = "";
    private int mode;
    private int masterIndex;
    private int parentIndex;
    private boolean parentElsewhere;

    Attributes(AttributeReader attribute) {
      while (attribute.next()) {
        take(attribute);
      }
    }

    private void take(AttributeReader attribute) {
      switch (attribute.type()) {
        case LinuxRtnetlink.IFLA_IFNAME -> name = attribute.asText();
        case LinuxRtnetlink.IFLA_MTU -> {
          mtuBytes = attribute.asInt();
          whole = true;
        }
        case LinuxRtnetlink.IFLA_ADDRESS -> mac = attribute.asMac();
        case LinuxRtnetlink.IFLA_BROADCAST -> broadcastMac = attribute.asMac();
        case LinuxRtnetlink.IFLA_GROUP -> group = attribute.asInt();
        case LinuxRtnetlink.IFLA_MASTER -> masterIndex = attribute.asInt();
        case LinuxRtnetlink.IFLA_LINK -> parentIndex = attribute.asInt();
        case LinuxRtnetlink.IFLA_LINK_NETNSID -> parentElsewhere = true;
        case LinuxRtnetlink.IFLA_LINKINFO -> takeKind(attribute.nested());
        default -> {}
      }
    }

    /** What is in the data depends on the kind, which comes before it. */
    private void takeKind(AttributeReader info) {
      while (info.next()) {
        if (info.type() == LinuxRtnetlink.IFLA_INFO_KIND) {
          kind = info.asText();
        } else if (info.type() == LinuxRtnetlink.IFLA_INFO_DATA) {
          mode = mode(info.nested());
        }
      }
    }

    /** An ipvlan of layer 2 is told by its flags, any other by its mode above those. */
    private int mode(AttributeReader data) {
      int found = 0;
      while (data.next()) {
        if (kind.equals("macvlan") && data.type() == LinuxRtnetlink.IFLA_MACVLAN_MODE) {
          found = data.asInt();
        } else if (kind.equals("ipvlan") && data.type() == LinuxRtnetlink.IFLA_IPVLAN_MODE) {
          found |= data.shortAt(0) << Short.SIZE;
        } else if (kind.equals("ipvlan") && data.type() == LinuxRtnetlink.IFLA_IPVLAN_FLAGS) {
          found |= data.shortAt(0);
        }
      }
      return found;
    }

    private LinkMessage with(MessageReader message) {
      int flags = message.intAt(Ifinfomsg.IFI_FLAGS);
      var link =
          new Link(
              message.intAt(Ifinfomsg.IFI_INDEX),
              name,
              has(flags, LinuxRtnetlink.IFF_UP),
              has(flags, LinuxRtnetlink.IFF_RUNNING),
              !has(flags, LinuxRtnetlink.IFF_NOARP),
              has(flags, LinuxRtnetlink.IFF_MULTICAST),
              mtuBytes,
              mac,
              hardware(message.shortAt(Ifinfomsg.IFI_TYPE), flags));
      return new LinkMessage(link, flags, kind, masterIndex, parentIndex, parentElsewhere);
    }

    private LinkHardware hardware(int type, int flags) {
      return new LinkHardware(
          type,
          group,
          has(flags, LinuxRtnetlink.IFF_BROADCAST),
          has(flags, LinuxRtnetlink.IFF_LOOPBACK),
          broadcastMac,
          new Stacking(kind, mode, parentElsewhere ? 0 : parentIndex, masterIndex));
    }

    private static boolean has(int flags, int flag) {
      return (flags & flag) != 0;
    }
  }
}
