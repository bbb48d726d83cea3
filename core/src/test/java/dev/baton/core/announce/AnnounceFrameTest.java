package dev.baton.core.announce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.MacAddress;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The frames that keepalived 2.4.3 sent from 02:00:00:00:00:01 (captured), byte for byte. */
final class AnnounceFrameTest {

  private static final MacAddress HOLDER = new MacAddress(0x0200_0000_0001L);

  @Test
  void gratuitousArp() {
    assertEquals(
        "ffffffffffff020000000001080600010800060400010200000000010a090064ffffffffffff0a090064",
        frame("10.9.0.100", false));
  }

  @Test
  void neighbourAdvertOfAGlobalAddress() {
    assertEquals(
        "33330000000102000000000186dd6000000000203afffd090000000000000000000000000100"
            + "ff0200000000000000000000000000018800588b20000000"
            + "fd0900000000000000000000000001000201020000000001",
        frame("fd09::100", false));
  }

  @Test
  void neighbourAdvertOfALinkLocalAddress() {
    assertEquals(
        "33330000000102000000000186dd6000000000203afffe800000000000000000000000000100"
            + "ff0200000000000000000000000000018800559d20000000"
            + "fe8000000000000000000000000001000201020000000001",
        frame("fe80::100", false));
  }

  /** RFC 4861, section 4.4: R is the highest bit; the checksum falls by as much. */
  @Test
  void neighbourAdvertOfARouter() {
    assertEquals(
        "33330000000102000000000186dd6000000000203afffd090000000000000000000000000100"
            + "ff0200000000000000000000000000018800d88aa0000000"
            + "fd0900000000000000000000000001000201020000000001",
        frame("fd09::100", true));
  }

  private static String frame(String address, boolean router) {
    return HexFormat.of()
        .formatHex(AnnounceFrame.of(IpAddress.parse(address).orElseThrow(), HOLDER, router));
  }
}
