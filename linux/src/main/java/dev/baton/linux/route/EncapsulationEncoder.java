package dev.baton.linux.route;

import static dev.baton.linux.libc.LinuxRouting.*;

import dev.baton.core.kernel.RouteSpec.Encapsulation;
import dev.baton.core.kernel.RouteSpec.Ila;
import dev.baton.core.kernel.RouteSpec.IpTunnel;
import dev.baton.core.kernel.RouteSpec.Mpls;
import dev.baton.core.net.IpFamily;
import dev.baton.linux.netlink.MessageWriter;
import java.nio.ByteBuffer;
import java.util.List;

/** What a route puts around packets (lightweight tunnels): its type, and what the type needs. */
final class EncapsulationEncoder {

  private static final int LABEL_SHIFT = 12;
  private static final int BOTTOM_OF_STACK = 1 << 8;

  private EncapsulationEncoder() {}

  static void encode(Encapsulation encapsulation, MessageWriter out) {
    int mark = out.beginNested(RTA_ENCAP);
    int type =
        switch (encapsulation) {
          case Mpls(var labels) -> {
            out.attribute(MPLS_IPTUNNEL_DST, stack(labels));
            yield LWTUNNEL_ENCAP_MPLS;
          }
          case Ila(long locator) -> {
            out.networkAttribute(ILA_ATTR_LOCATOR, locator, Long.BYTES);
            yield LWTUNNEL_ENCAP_ILA;
          }
          case IpTunnel tunnel -> {
            tunnel(tunnel, out);
            yield tunnel.family() == IpFamily.INET ? LWTUNNEL_ENCAP_IP : LWTUNNEL_ENCAP_IP6;
          }
        };
    out.endNested(mark);
    out.shortAttribute(RTA_ENCAP_TYPE, type);
  }

  /** RFC 3032, section 2.1: 20 bits of label, three of traffic class, one for the last, TTL 0. */
  private static byte[] stack(List<Integer> labels) {
    var bytes = ByteBuffer.allocate(labels.size() * Integer.BYTES);
    for (int i = 0; i < labels.size(); i++) {
      boolean last = i == labels.size() - 1;
      bytes.putInt(labels.get(i) << LABEL_SHIFT | (last ? BOTTOM_OF_STACK : 0));
    }
    return bytes.array();
  }

  /** Its attributes have the same numbers for both families. */
  private static void tunnel(IpTunnel tunnel, MessageWriter out) {
    if (tunnel.id() != 0) {
      out.networkAttribute(LWTUNNEL_IP_ID, tunnel.id(), Long.BYTES);
    }
    tunnel.destination().ifPresent(it -> out.addressAttribute(LWTUNNEL_IP_DST, it));
    tunnel.source().ifPresent(it -> out.addressAttribute(LWTUNNEL_IP_SRC, it));
    if (tunnel.hopLimit() != 0) {
      out.byteAttribute(LWTUNNEL_IP_TTL, tunnel.hopLimit());
    }
    if (tunnel.trafficClass() != 0) {
      out.byteAttribute(LWTUNNEL_IP_TOS, tunnel.trafficClass());
    }
    if (tunnel.flags() != 0) {
      out.networkAttribute(LWTUNNEL_IP_FLAGS, tunnel.flags(), Short.BYTES);
    }
  }
}
