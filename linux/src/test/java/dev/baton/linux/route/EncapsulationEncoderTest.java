package dev.baton.linux.route;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.core.kernel.RouteSpec.Encapsulation;
import dev.baton.core.kernel.RouteSpec.Ila;
import dev.baton.core.kernel.RouteSpec.IpTunnel;
import dev.baton.core.kernel.RouteSpec.Mpls;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.linux.netlink.MessageWriter;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Encapsulations as bytes of a little-endian machine. MPLS and ILA need modules that few kernels
 * have; the others are compared with those of ip-route(8) on the kernel.
 */
final class EncapsulationEncoderTest {

  private static String bytes(Encapsulation encapsulation) {
    var out = new MessageWriter();
    EncapsulationEncoder.encode(encapsulation, out);
    return HexFormat.of().formatHex(out.toBytes());
  }

  /** RFC 3032: labels 16 and 17, the second at the bottom of the stack; then type 1. */
  @Test
  void labels() {
    assertEquals(
        "1000" + "1680" + "0c00" + "0100" + "00010000" + "00011100" + "0600" + "1500" + "01000000",
        bytes(new Mpls(List.of(16, 17))));
  }

  /** The locator in the network's order; then type 3. */
  @Test
  void locator() {
    assertEquals(
        "1000" + "1680" + "0c00" + "0100" + "20010db800000001" + "0600" + "1500" + "03000000",
        bytes(new Ila(0x2001_0db8_0000_0001L)));
  }

  @Test
  void tunnel() {
    var tunnel =
        new IpTunnel(IpFamily.INET, 5, IpAddress.parse("10.0.0.9"), Optional.empty(), 4, 3, 0x0800);
    assertEquals(
        "3000"
            + "1680"
            + "0c00"
            + "0100"
            + "0000000000000005"
            + "0800"
            + "0200"
            + "0a000009"
            + "0500"
            + "0400"
            + "03000000"
            + "0500"
            + "0500"
            + "04000000"
            + "0600"
            + "0600"
            + "08000000"
            + "0600"
            + "1500"
            + "02000000",
        bytes(tunnel));
  }
}
