package dev.baton.core.vrrp;

import static dev.baton.core.vrrp.Given.MILLISECOND;
import static dev.baton.core.vrrp.Given.ip;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.baton.core.net.InternetChecksum;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.NetworkOrder;
import dev.baton.core.net.Utf8;
import dev.baton.core.vrrp.DecodedDatagram.Malformed;
import dev.baton.core.vrrp.DecodedDatagram.Malformed.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bytes of adverts: those of a real peer, and that what we write we read. */
final class VrrpPacketTest {

  private static final IpAddress GROUP = ip("224.0.0.18");
  private static final int RANDOM_PACKETS = 2_000;

  /** A line of the golden file. */
  record Captured(IpAddress source, int priority, VrrpConfig config, byte[] message) {

    static Captured parse(String line) {
      String[] word = line.split(" ", -1);
      var config =
          Given.router()
              .with(
                  g -> g.version = VrrpVersion.valueOf(word[0]),
                  g -> g.vrid = Integer.parseInt(word[2]),
                  g -> g.intervalNanos = Long.parseLong(word[4]) * MILLISECOND,
                  g -> g.authentication = authentication(word[5]),
                  g -> g.addresses = Stream.of(word[6].split(",", -1)).map(Given::ip).toList());
      byte[] message = HexFormat.of().parseHex(word[7]);
      return new Captured(ip(word[1]), Integer.parseInt(word[3]), config, message);
    }

    private static VrrpAuthentication authentication(String word) {
      return word.equals("-") ? VrrpAuthentication.NONE : new VrrpAuthentication.Password(word);
    }
  }

  static Stream<Captured> captured() {
    return Golden.read("adverts.txt").map(Captured::parse);
  }

  @ParameterizedTest
  @MethodSource("captured")
  void sendsTheMessageThatKeepalivedSends(Captured captured) {
    var template = AdvertTemplate.of(captured.config(), captured.source(), GROUP, 255);
    byte[] packet = template.packet(captured.priority(), 1);
    assertArrayEquals(captured.message(), Arrays.copyOfRange(packet, 20, packet.length));
  }

  @ParameterizedTest
  @MethodSource("captured")
  void readsTheMessageThatKeepalivedSends(Captured captured) {
    byte[] packet = inIp(captured.message(), captured.source());
    var config = captured.config();
    var expected =
        new VrrpDatagram(
            captured.source(),
            GROUP,
            255,
            new VrrpPacket(
                config.version(),
                config.vrid(),
                captured.priority(),
                config.advertIntervalNanos(),
                config.addresses()),
            config.authentication().type(),
            config.authentication().data());
    assertEquals(expected, Ip4.decode(packet, false));
  }

  @Test
  void checksumAsV2LeavesThePseudoHeaderOut() {
    VrrpConfig config = Given.router().with(g -> g.checksumAsV2 = true);
    byte[] packet = AdvertTemplate.of(config, ip("10.9.0.2"), GROUP, 255).packet(100, 1);
    long sum = InternetChecksum.add(0, packet, 20, packet.length - 20);
    assertEquals(0, InternetChecksum.finish(sum));
    assertInstanceOf(VrrpDatagram.class, Ip4.decode(packet, true));
    assertEquals(Reason.CHECKSUM, malformed(packet).reason(), "read with pseudo header");
  }

  /** A file in another encoding: the peers compare bytes. */
  @Test
  void passwordIsTheBytesOfTheFile() {
    String text = Utf8.decode(new byte[] {'g', 'r', (byte) 0xFC, 'n'}, 0, 4);
    assertEquals(0x6772_FC6EL << 32, new VrrpAuthentication.Password(text).data());
  }

  @Test
  void versionThreeCarriesNoPassword() {
    VrrpConfig config =
        Given.router().with(g -> g.authentication = new VrrpAuthentication.Password("secret"));
    byte[] packet = AdvertTemplate.of(config, ip("10.9.0.2"), GROUP, 255).packet(100, 1);
    assertEquals(32, packet.length);
    assertEquals(100, NetworkOrder.readShort(packet, 24), "reserved bits and interval");
  }

  @Test
  void passwordIsCutOrPaddedToEightBytes() {
    assertEquals(0x6161_0000_0000_0000L, new VrrpAuthentication.Password("aa").data());
    assertEquals(
        new VrrpAuthentication.Password("12345678").data(),
        new VrrpAuthentication.Password("123456789").data());
  }

  @Test
  void passwordIsNeverShown() {
    assertEquals("Password[********]", new VrrpAuthentication.Password("secret").toString());
  }

  @Test
  void reservedBitsAreIgnored() {
    byte[] packet = advert();
    packet[24] |= (byte) 0xF0;
    sumAgain(packet);
    assertEquals(Given.SECOND, decoded(packet).packet().intervalNanos());
  }

  @Test
  void bufferMayBeLongerThanTheDatagram() {
    byte[] plain = advert();
    assertEquals(decoded(plain), decoded(Arrays.copyOf(plain, 2048)));
  }

  @Test
  void everyFaultHasItsReason() {
    assertFault(Reason.TOO_SHORT, 20, 7, 8, packet -> set(packet, 3, 27));
    assertFault(Reason.TOO_SHORT, 20, 0, 8, packet -> set(packet, 3, 20));
    assertFault(Reason.VERSION, 20, 1, 3, packet -> set(packet, 20, 0x11));
    assertFault(Reason.VERSION, 20, 4, 3, packet -> set(packet, 20, 0x41));
    assertFault(Reason.TYPE, 20, 2, 1, packet -> set(packet, 20, 0x32));
    assertFault(Reason.LENGTH, 23, 32, 36, packet -> set(packet, 23, 2));
    assertFault(Reason.LENGTH, 23, 32, 28, packet -> set(packet, 23, 0));
    assertFault(Reason.LENGTH, 23, 32, 40, packet -> set(packet, 20, 0x21));
    assertFault(Reason.CHECKSUM, 26, 0x0100, 0, packet -> set(packet, 22, 99));
  }

  private static void assertFault(
      Reason reason, int offset, int found, int expected, UnaryOperator<byte[]> damage) {
    byte[] packet = damage.apply(advert());
    assertEquals(new Malformed(reason, offset, found, expected), malformed(packet));
  }

  private static byte[] set(byte[] packet, int offset, int value) {
    packet[offset] = (byte) value;
    return packet;
  }

  @Test
  void vridOfAStumpIsNone() {
    for (int lengthBytes = 20; lengthBytes < 28; lengthBytes++) {
      byte[] stump = set(advert(), 3, lengthBytes);
      assertEquals(-1, VrrpDatagram.vrid(Ip4.envelope(stump), stump));
    }
    byte[] packet = set(advert(), 3, 28);
    assertEquals(51, VrrpDatagram.vrid(Ip4.envelope(packet), packet));
  }

  @Test
  void whatIsWrittenIsRead() {
    var random = new Random(1);
    for (int i = 0; i < RANDOM_PACKETS; i++) {
      VrrpDatagram datagram = anyDatagram(random);
      boolean checksumAsV2 = random.nextBoolean();
      byte[] packet = datagram.encode(checksumAsV2);
      assertEquals(datagram, Ip4.decode(packet, checksumAsV2));
    }
  }

  @Test
  void templateSaysWhatTheEncoderSays() {
    var random = new Random(2);
    for (int i = 0; i < RANDOM_PACKETS; i++) {
      VrrpPacket packet = anyDatagram(random).packet();
      IpAddress source = IpAddress.ofInt(random.nextInt());
      var datagram = new VrrpDatagram(source, GROUP, random.nextInt(256), packet, 0, 0);
      VrrpConfig config =
          Given.router()
              .with(
                  g -> g.version = packet.version(),
                  g -> g.vrid = packet.vrid(),
                  g -> g.intervalNanos = packet.intervalNanos(),
                  g -> g.addresses = packet.addresses());
      assertArrayEquals(
          datagram.encode(false),
          AdvertTemplate.of(config, source, GROUP, datagram.hopLimit())
              .packet(packet.priority(), 0));
    }
  }

  @Test
  void everyFlippedBitOfAMessageIsSeen() {
    byte[] packet = advert();
    for (int bit = 20 * 8; bit < packet.length * 8; bit++) {
      packet[bit / 8] ^= (byte) (1 << bit % 8);
      assertInstanceOf(Malformed.class, Ip4.decode(packet, false));
      packet[bit / 8] ^= (byte) (1 << bit % 8);
    }
  }

  private static VrrpDatagram anyDatagram(Random random) {
    VrrpVersion version = random.nextBoolean() ? VrrpVersion.V2 : VrrpVersion.V3;
    List<IpAddress> addresses = new ArrayList<>();
    for (int i = random.nextInt(20); i > 0; i--) {
      addresses.add(IpAddress.ofInt(random.nextInt()));
    }
    boolean v2 = version == VrrpVersion.V2;
    var packet =
        new VrrpPacket(
            version,
            random.nextInt(256),
            random.nextInt(256),
            random.nextInt(v2 ? 256 : 4096) * version.intervalUnitNanos(),
            List.copyOf(addresses));
    return new VrrpDatagram(
        IpAddress.ofInt(random.nextInt()),
        IpAddress.ofInt(random.nextInt()),
        random.nextInt(256),
        packet,
        v2 ? random.nextInt(256) : 0,
        v2 ? random.nextLong() : 0);
  }

  private static byte[] advert() {
    return AdvertTemplate.of(Given.router().with(), ip("10.9.0.2"), GROUP, 255).packet(100, 1);
  }

  /** An IPv4 header that says no more than the decoder needs. */
  static byte[] inIp(byte[] message, IpAddress source) {
    byte[] packet = new byte[20 + message.length];
    packet[0] = 0x45;
    packet[3] = (byte) packet.length;
    packet[8] = (byte) 255;
    packet[9] = 112;
    source.writeTo(packet, 12);
    GROUP.writeTo(packet, 16);
    System.arraycopy(message, 0, packet, 20, message.length);
    return packet;
  }

  private static void sumAgain(byte[] packet) {
    NetworkOrder.writeShort(packet, 26, 0);
    int messageBytes = packet.length - 20;
    long sum = InternetChecksum.addPseudoHeader(ip("10.9.0.2"), GROUP, 112, messageBytes);
    int checksum = InternetChecksum.finish(InternetChecksum.add(sum, packet, 20, messageBytes));
    NetworkOrder.writeShort(packet, 26, checksum);
  }

  private static VrrpDatagram decoded(byte[] packet) {
    return assertInstanceOf(VrrpDatagram.class, Ip4.decode(packet, false));
  }

  private static Malformed malformed(byte[] packet) {
    return assertInstanceOf(Malformed.class, Ip4.decode(packet, false));
  }
}
