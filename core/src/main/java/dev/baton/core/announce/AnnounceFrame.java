package dev.baton.core.announce;

import dev.baton.core.net.InternetChecksum;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.MacAddress;
import dev.baton.core.net.NetworkOrder;

/**
 * The Ethernet frames that tell neighbours where an address is now. They depend on the address and
 * on the interface that holds it only, so they are built when the configuration is read: a takeover
 * just sends them.
 */
public final class AnnounceFrame {

  private static final int ETHERNET_HEADER_BYTES = 14;
  private static final int ETHERTYPE_ARP = 0x0806;
  private static final int ETHERTYPE_IPV6 = 0x86DD;

  private static final int ARP_BYTES = 28;
  private static final int ARP_HARDWARE_ETHERNET = 1;
  private static final int ARP_PROTOCOL_IPV4 = 0x0800;
  private static final int ARP_REQUEST = 1;

  private static final int IPV6_HEADER_BYTES = 40;
  private static final int IPV6_VERSION = 0x60;
  private static final int PROTOCOL_ICMPV6 = 58;
  private static final int HOP_LIMIT = 255;

  private static final int ADVERT_BYTES = 32;
  private static final int TYPE_NEIGHBOUR_ADVERT = 136;
  private static final int FLAG_ROUTER = 0x80;
  private static final int FLAG_OVERRIDE = 0x20;
  private static final int OPTION_TARGET_LINK_LAYER_ADDRESS = 2;

  /** All nodes of the link (RFC 4291, section 2.7.1), and the MAC that stands for them. */
  private static final IpAddress ALL_NODES =
      new IpAddress(IpFamily.INET6, 0xFF02_0000_0000_0000L, 1);

  private static final MacAddress ALL_NODES_MAC = new MacAddress(0x3333_0000_0001L);

  private AnnounceFrame() {}

  /**
   * The frame that announces {@code address}: gratuitous ARP or an unsolicited neighbour advert.
   *
   * @param holder the MAC address of the interface that holds it
   * @param router whether that interface forwards IPv6; no matter for IPv4
   */
  public static byte[] of(IpAddress address, MacAddress holder, boolean router) {
    return address.family() == IpFamily.INET
        ? gratuitousArp(address, holder)
        : neighbourAdvert(address, holder, router);
  }

  /**
   * An ARP request for the address itself, to everybody (RFC 5944, section 4.6; RFC 5227, section
   * 3): stacks that ignore unasked-for replies take requests to heart. The target's hardware
   * address means nothing in a request; it is the broadcast address, as keepalived sends it.
   *
   * <pre>
   *  0                   1                   2                   3
   *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
   * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
   * |         Hardware 1            |        Protocol 0x0800        |
   * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
   * |  6 octets     |   4 octets    |           Request 1           |
   * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
   *   sender: MAC (6), address (4);   target: ff:ff:ff:ff:ff:ff (6), address (4)
   * </pre>
   */
  private static byte[] gratuitousArp(IpAddress address, MacAddress holder) {
    byte[] frame = new byte[ETHERNET_HEADER_BYTES + ARP_BYTES];
    int at = ethernetHeader(frame, MacAddress.BROADCAST, holder, ETHERTYPE_ARP);
    at = NetworkOrder.writeShort(frame, at, ARP_HARDWARE_ETHERNET);
    at = NetworkOrder.writeShort(frame, at, ARP_PROTOCOL_IPV4);
    frame[at++] = MacAddress.BYTES;
    frame[at++] = (byte) IpFamily.INET.addressBytes();
    at = NetworkOrder.writeShort(frame, at, ARP_REQUEST);
    at = address.writeTo(frame, holder.writeTo(frame, at));
    address.writeTo(frame, MacAddress.BROADCAST.writeTo(frame, at));
    return frame;
  }

  /**
   * An unsolicited neighbour advertisement (RFC 4861, sections 4.4 and 7.2.6) to all nodes, with
   * the override flag, for the address has moved.
   *
   * <pre>
   *  0                   1                   2                   3
   *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
   * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
   * |   Type 136    |    Code 0     |           Checksum            |
   * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
   * |R|S|O|                     Reserved                            |
   * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
   * |                 Target Address (16 octets)                    |
   * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
   * |   Option 2    |  Length 1     |   Link-Layer Address (6)      |
   * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
   * </pre>
   */
  private static byte[] neighbourAdvert(IpAddress address, MacAddress holder, boolean router) {
    byte[] frame = new byte[ETHERNET_HEADER_BYTES + IPV6_HEADER_BYTES + ADVERT_BYTES];
    int at = ethernetHeader(frame, ALL_NODES_MAC, holder, ETHERTYPE_IPV6);
    frame[at] = IPV6_VERSION;
    NetworkOrder.writeShort(frame, at + 4, ADVERT_BYTES);
    frame[at + 6] = PROTOCOL_ICMPV6;
    frame[at + 7] = (byte) HOP_LIMIT;
    int start = ALL_NODES.writeTo(frame, address.writeTo(frame, at + 8));
    frame[start] = (byte) TYPE_NEIGHBOUR_ADVERT;
    frame[start + 4] = (byte) (router ? FLAG_ROUTER | FLAG_OVERRIDE : FLAG_OVERRIDE);
    at = address.writeTo(frame, start + 8);
    frame[at++] = OPTION_TARGET_LINK_LAYER_ADDRESS;
    frame[at++] = 1;
    holder.writeTo(frame, at);
    long sum = InternetChecksum.addPseudoHeader(address, ALL_NODES, PROTOCOL_ICMPV6, ADVERT_BYTES);
    int checksum = InternetChecksum.finish(InternetChecksum.add(sum, frame, start, ADVERT_BYTES));
    NetworkOrder.writeShort(frame, start + 2, checksum);
    return frame;
  }

  private static int ethernetHeader(
      byte[] frame, MacAddress destination, MacAddress source, int etherType) {
    int at = source.writeTo(frame, destination.writeTo(frame, 0));
    return NetworkOrder.writeShort(frame, at, etherType);
  }
}
