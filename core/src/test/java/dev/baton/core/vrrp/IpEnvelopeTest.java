package dev.baton.core.vrrp;

import static dev.baton.core.vrrp.Given.ip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.net.InternetChecksum;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.NetworkOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** IP headers: those that we write, those that we read, and what is none. */
final class IpEnvelopeTest {

  private static final IpAddress GROUP = ip("224.0.0.18");
  private static final IpAddress GROUP6 = ip("ff02::12");
  private static final VrrpConfig ROUTER = Given.router().with();

  private static final VrrpConfig ROUTER6 =
      Given.router()
          .with(
              g -> g.family = IpFamily.INET6,
              g -> g.addresses = List.of(ip("fe80::100"), ip("2001:db8::100")));

  private static byte[] advert() {
    return AdvertTemplate.of(ROUTER, ip("10.9.0.2"), GROUP, 255).packet(100, 1);
  }

  private static byte[] advert6() {
    return AdvertTemplate.of(ROUTER6, ip("fe80::2"), GROUP6, 255).packet(100, 1);
  }

  /** RFC 791, section 3.1, made by hand: the header in front of a message of 12 bytes. */
  @Test
  void headerIsThatOfRfc791() {
    assertEquals(
        "45c0002000010000ff70d08f0a090002e0000012",
        HexFormat.of().formatHex(Arrays.copyOf(advert(), 20)));
  }

  /** RFC 8200, section 3, made by hand: class 0xc0, 40 bytes, protocol 112, hop limit 255. */
  @Test
  void headerIsThatOfRfc8200() {
    assertEquals(
        "6c000000002870ff"
            + "fe800000000000000000000000000002"
            + "ff020000000000000000000000000012",
        HexFormat.of().formatHex(Arrays.copyOf(advert6(), 40)));
  }

  @Test
  void identificationCountsAndWraps() {
    var template = AdvertTemplate.of(ROUTER, ip("10.9.0.2"), GROUP, 255);
    for (int identification : new int[] {0, 1, 255, 256, 0xFFFF, 0x1_0000, 0x1_0001}) {
      byte[] packet = template.packet(100, identification);
      assertEquals(identification & 0xFFFF, NetworkOrder.readShort(packet, 4));
      assertEquals(0, InternetChecksum.finish(InternetChecksum.add(0, packet, 0, 20)));
    }
  }

  /** RFC 9568, section 5.2.8: IPv6 always sums the pseudo header, whatever is configured. */
  @Test
  void aMessageOverIpv6IsRead() {
    byte[] packet = advert6();
    var envelope = IpEnvelope.of(IpFamily.INET6, packet, packet.length).orElseThrow();
    for (boolean checksumAsV2 : new boolean[] {false, true}) {
      var read =
          assertInstanceOf(VrrpDatagram.class, VrrpDatagram.decode(envelope, packet, checksumAsV2));
      assertEquals(ROUTER6.addresses(), read.packet().addresses());
      assertEquals(ip("fe80::2"), read.source());
      assertEquals(GROUP6, read.destination());
      assertEquals(255, read.hopLimit());
      assertEquals(100, read.packet().priority());
    }
    // As a raw socket gives it: without the header.
    byte[] bare = Arrays.copyOfRange(packet, 40, packet.length);
    var told = new IpEnvelope(ip("fe80::2"), GROUP6, 255, 0, bare.length);
    assertInstanceOf(VrrpDatagram.class, VrrpDatagram.decode(told, bare, false));
    for (int bit = 0; bit < bare.length * 8; bit++) {
      bare[bit / 8] ^= (byte) (1 << bit % 8);
      assertInstanceOf(
          DecodedDatagram.Malformed.class, VrrpDatagram.decode(told, bare, false), "bit " + bit);
      bare[bit / 8] ^= (byte) (1 << bit % 8);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {6, 7, 15})
  void optionsAreSteppedOver(int headerWords) {
    byte[] plain = advert();
    int headerBytes = headerWords * 4;
    byte[] packet = new byte[plain.length - 20 + headerBytes];
    System.arraycopy(plain, 0, packet, 0, 20);
    System.arraycopy(plain, 20, packet, headerBytes, plain.length - 20);
    packet[0] = (byte) (0x40 | headerWords);
    NetworkOrder.writeShort(packet, 2, packet.length);
    assertEquals(Ip4.decode(plain, false), Ip4.decode(packet, false));
    assertEquals(51, VrrpDatagram.vrid(Ip4.envelope(packet), packet));
  }

  @Test
  void whatStandsBehindThePacketIsNoPartOfIt() {
    byte[] plain = advert();
    byte[] padded = Arrays.copyOf(plain, 46);
    Arrays.fill(padded, plain.length, 46, (byte) 0xA5);
    assertEquals(Ip4.decode(plain, false), Ip4.decode(padded, false));
    byte[] plain6 = advert6();
    assertEquals(
        IpEnvelope.of(IpFamily.INET6, plain6, plain6.length),
        IpEnvelope.of(IpFamily.INET6, Arrays.copyOf(plain6, 500), 500));
  }

  @Test
  void whatIsNoHeaderHasNoEnvelope() {
    refused(packet -> new byte[0]);
    refused(packet -> Arrays.copyOf(packet, 19));
    refused(packet -> set(packet, 0, 0x65));
    refused(packet -> set(packet, 0, 0x44));
    refused(packet -> set(packet, 0, 0x4F));
    refused(packet -> set(packet, 3, 33));
    refused(packet -> set(packet, 3, 19));
    assertTrue(IpEnvelope.of(IpFamily.INET6, advert(), 32).isEmpty());
    assertTrue(IpEnvelope.of(IpFamily.INET6, advert6(), 39).isEmpty());
    assertTrue(IpEnvelope.of(IpFamily.INET6, set(advert6(), 5, 41), 80).isEmpty());
  }

  private static void refused(UnaryOperator<byte[]> damage) {
    byte[] packet = damage.apply(advert());
    assertEquals(Optional.empty(), IpEnvelope.ofIp4(packet, packet.length));
  }

  private static byte[] set(byte[] packet, int offset, int value) {
    packet[offset] = (byte) value;
    return packet;
  }

  /** Whatever comes: an envelope lies within the bytes that came. */
  @Test
  void anEnvelopeLiesWithinItsBytes() {
    var random = new Random(9);
    for (int i = 0; i < 200_000; i++) {
      byte[] bytes = new byte[random.nextInt(80)];
      random.nextBytes(bytes);
      if (bytes.length > 5) {
        bytes[0] = (byte) (random.nextBoolean() ? 0x40 | (bytes[0] & 0xF) : 0x60);
        bytes[2 + ((bytes[0] >> 4) & 2)] = 0;
      }
      for (IpFamily family : IpFamily.values()) {
        IpEnvelope.of(family, bytes, bytes.length)
            .ifPresent(
                it ->
                    assertTrue(
                        it.offset() >= 20
                            && it.lengthBytes() >= 0
                            && it.offset() + it.lengthBytes() <= bytes.length));
      }
    }
  }
}
