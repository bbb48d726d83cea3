package dev.baton.linux.route;

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
 * @param flags IFF_* bits
 * @param hardwareType ARPHRD_*
 * @param group the group of interfaces that it is in
 * @param kind what made it, such as {@code macvlan}; empty for hardware
 * @param masterIndex the bridge, bond or VRF it belongs to; 0 for none
 * @param parentIndex the interface it stands on, as a VLAN does; 0 for none
 * @param parentElsewhere whether the parent is in another network namespace, where its index counts
 */
public record LinkMessage(
    int index,
    String name,
    int flags,
    int mtuBytes,
    MacAddress mac,
    MacAddress broadcastMac,
    int hardwareType,
    int group,
    String kind,
    int masterIndex,
    int parentIndex,
    boolean parentElsewhere) {

  /** IFF_UP: the administrator wants it. */
  public boolean up() {
    return has(LinuxRtnetlink.IFF_UP);
  }

  /** IFF_RUNNING: it is operational. */
  public boolean running() {
    return has(LinuxRtnetlink.IFF_RUNNING);
  }

  /** IFF_LOWER_UP: it has a carrier. */
  public boolean lowerUp() {
    return has(LinuxRtnetlink.IFF_LOWER_UP);
  }

  /** Not IFF_NOARP: neighbours are found by ARP. */
  public boolean arp() {
    return !has(LinuxRtnetlink.IFF_NOARP);
  }

  public boolean multicast() {
    return has(LinuxRtnetlink.IFF_MULTICAST);
  }

  public boolean broadcast() {
    return has(LinuxRtnetlink.IFF_BROADCAST);
  }

  public boolean loopback() {
    return has(LinuxRtnetlink.IFF_LOOPBACK);
  }

  private boolean has(int flag) {
    return (flags & flag) != 0;
  }

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
        case LinuxRtnetlink.IFLA_LINKINFO -> kind = kind(attribute.nested());
        default -> {}
      }
    }

    private LinkMessage with(MessageReader message) {
      return new LinkMessage(
          message.intAt(Ifinfomsg.IFI_INDEX),
          name,
          message.intAt(Ifinfomsg.IFI_FLAGS),
          mtuBytes,
          mac,
          broadcastMac,
          message.shortAt(Ifinfomsg.IFI_TYPE),
          group,
          kind,
          masterIndex,
          parentIndex,
          parentElsewhere);
    }
  }

  private static String kind(AttributeReader info) {
    while (info.next()) {
      if (info.type() == LinuxRtnetlink.IFLA_INFO_KIND) {
        return info.asText();
      }
    }
    return "";
  }
}
