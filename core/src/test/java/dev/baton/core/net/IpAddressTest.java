package dev.baton.core.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses as text, octets and numbers; the JDK's own reader is the second opinion. */
final class IpAddressTest {

  private static final int RANDOM_ADDRESSES = 5_000;

  private static IpAddress ip(String text) {
    return IpAddress.parse(text).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "10.9.0.100", "255.255.255.255", "192.0.2.1", "100.20.3.0"})
  void dottedQuads(String text) {
    assertEquals(text, ip(text).toString());
    assertEquals(IpFamily.INET, ip(text).family());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "1",
        "1.2.3",
        "1.2.3.",
        "1.2.3.4.",
        "1.2.3.4.5",
        "256.1.1.1",
        "1.2.3.1000",
        "01.2.3.4",
        "1.2.3.00",
        "1..2.3",
        " 1.2.3.4",
        "1.2.3.4 ",
        "1.2.3.4/24",
        "1.2.3.x",
        "+1.2.3.4",
        "-1.2.3.4",
        "1.2.3.4\n",
        "\u0661.2.3.4",
        "0x1.2.3.4",
        "1/2.3.4"
      })
  void noDottedQuads(String text) {
    assertEquals(Optional.empty(), IpAddress.parse(text));
  }

  /** RFC 5952, section 4: read on the left, printed on the right. */
  @ParameterizedTest
  @CsvSource({
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "2001:0db8::0001, 2001:db8::1",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:db8::1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:DB8::ABCD, 2001:db8::abcd",
    "0:0:0:0:0:0:0:0, ::",
    "::1, ::1",
    "1::, 1::",
    "fe80:0:0:0:0:0:0:0, fe80::",
    "::ffff:192.0.2.1, ::ffff:192.0.2.1",
    "::192.0.2.1, ::c000:201",
    "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
    "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    "::2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
    "1:0:0:2:0:0:0:3, 1:0:0:2::3",
  })
  void groupsOfHexadecimals(String text, String canonical) {
    assertEquals(canonical, ip(text).toString());
    assertEquals(IpFamily.INET6, ip(text).family());
    assertEquals(ip(text), ip(canonical));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":",
        ":::",
        "::1::",
        "1:::2",
        ":1",
        "1:",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7:8::",
        "::1:2:3:4:5:6:7:8",
        "12345::",
        "g::",
        "::g",
        "1::2:",
        ":1::2",
        "fe80::1%eth0",
        "::1/64",
        "::1.2.3",
        "::1.2.3.4.5",
        "1.2.3.4::",
        "1:1.2.3.4::",
        "::1.2.3.4:1",
        "1:2:3:4:5:6:7:1.2.3.4",
        "::256.1.1.1",
        "\u0661::",
        "::1 ",
        "1.2.3.4:"
      })
  void noGroups(String text) {
    assertEquals(Optional.empty(), IpAddress.parse(text));
  }

  @Test
  void jdkReadsWhatIsPrintedAsTheSameOctets() throws UnknownHostException {
    var random = new Random(3);
    for (int i = 0; i < RANDOM_ADDRESSES; i++) {
      IpAddress address = anyAddress(random);
      String text = address.toString();
      assertEquals(address, ip(text), text);
      byte[] octets = InetAddress.ofLiteral(text).getAddress();
      // The JDK takes an IPv4-mapped address for IPv4.
      int start = address.octets().length - octets.length;
      byte[] ours = address.octets();
      for (int at = 0; at < octets.length; at++) {
        assertEquals(octets[at], ours[start + at], text);
      }
    }
  }

  /** Of either family; whole groups are zero as often as not. */
  private static IpAddress anyAddress(Random random) {
    if (random.nextInt(4) == 0) {
      return IpAddress.ofInt(random.nextInt());
    }
    byte[] octets = new byte[16];
    for (int group = 0; group < 8; group++) {
      if (random.nextBoolean()) {
        NetworkOrder.writeShort(octets, 2 * group, random.nextInt() >>> random.nextInt(32));
      }
    }
    return IpAddress.of(IpFamily.INET6, octets, 0);
  }

  @Test
  void octetsAreInNetworkOrder() {
    assertArrayEquals(new byte[] {10, 9, 0, (byte) 200}, ip("10.9.0.200").octets());
    byte[] octets = ip("2001:db8::ff00:42:8329").octets();
    assertEquals(16, octets.length);
    assertEquals(ip("2001:db8::ff00:42:8329"), IpAddress.of(IpFamily.INET6, octets, 0));
    byte[] target = new byte[10];
    assertEquals(7, ip("10.9.0.200").writeTo(target, 3));
    assertEquals(ip("10.9.0.200"), IpAddress.of(IpFamily.INET, target, 3));
    assertEquals(0x0A0900C8, ip("10.9.0.200").toInt());
  }

  /** RFC 9568, section 6.4.3: an unsigned comparison in network byte order. */
  @Test
  void orderIsNumericAndFamiliesDoNotMix() {
    List<String> ascending =
        List.of(
            "0.0.0.0",
            "10.9.0.9",
            "10.9.0.100",
            "127.255.255.255",
            "128.0.0.0",
            "::",
            "::1",
            "7fff::",
            "8000::",
            "8000::7fff:0:0:0",
            "8000::8000:0:0:0");
    for (int i = 0; i < ascending.size(); i++) {
      for (int j = 0; j < ascending.size(); j++) {
        int compared = ip(ascending.get(i)).compareTo(ip(ascending.get(j)));
        assertEquals(Integer.compare(i, j), Integer.signum(compared));
      }
    }
  }

  @Test
  void kindsOfAddresses() {
    assertTrue(IpAddress.ANY4.isAny() && IpAddress.ANY6.isAny());
    assertFalse(ip("::1").isAny() || ip("1::").isAny() || ip("0.0.0.1").isAny());
    for (String group : List.of("224.0.0.18", "239.255.255.255", "ff02::12")) {
      assertTrue(ip(group).isMulticast(), group);
    }
    for (String host : List.of("223.255.255.255", "240.0.0.0", "fe80::1", "::ffff")) {
      assertFalse(ip(host).isMulticast(), host);
    }
    for (String local : List.of("169.254.0.1", "fe80::1", "febf::1")) {
      assertTrue(ip(local).isLinkLocal(), local);
    }
    for (String global : List.of("169.253.0.1", "fec0::1", "::fe80", "10.9.0.1")) {
      assertFalse(ip(global).isLinkLocal(), global);
    }
  }

  /** They are written out for speed, so they are tested. */
  @Test
  void equalityIsThatOfTheParts() {
    IpAddress address = ip("2001:db8::1");
    assertEquals(address, ip("2001:db8::1"));
    assertEquals(address.hashCode(), ip("2001:db8::1").hashCode());
    List<Object> others =
        List.of(ip("2001:db8::2"), ip("2001:db9::1"), ip("0.0.0.1"), "2001:db8::1");
    for (Object other : others) {
      assertNotEquals(address, other);
    }
    assertNotEquals(ip("::1"), ip("0.0.0.1"), "the same bits of another family");

    IpPrefix prefix = new IpPrefix(address, 64);
    assertEquals(prefix, new IpPrefix(ip("2001:db8::1"), 64));
    assertEquals(prefix.hashCode(), new IpPrefix(ip("2001:db8::1"), 64).hashCode());
    assertNotEquals(prefix, new IpPrefix(address, 63));
    assertNotEquals(prefix, new IpPrefix(ip("::1"), 64));
    assertNotEquals(prefix, (Object) address);
  }

  @Test
  void hashesSpread() {
    var random = new Random(5);
    Set<Integer> hashes = new HashSet<>();
    for (int i = 0; i < RANDOM_ADDRESSES; i++) {
      hashes.add(new IpPrefix(IpAddress.ofInt(random.nextInt()), 24).hashCode());
    }
    assertTrue(hashes.size() > RANDOM_ADDRESSES * 99 / 100);
  }

  @Test
  void familiesAndPrefixes() {
    assertEquals("IPv4", IpFamily.INET.toString());
    assertEquals("IPv6", IpFamily.INET6.toString());
    assertEquals(List.of(4, 6), List.of(IpFamily.INET.version(), IpFamily.INET6.version()));
    assertEquals("10.9.0.100/32", IpPrefix.host(ip("10.9.0.100")).toString());
    assertEquals("::1/128", IpPrefix.host(ip("::1")).toString());
    assertEquals("10.9.0.0/24", new IpPrefix(ip("10.9.0.0"), 24).toString());
  }
}
