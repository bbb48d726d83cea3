package dev.baton.core.vrrp;

import static dev.baton.core.vrrp.Given.LOCAL;
import static dev.baton.core.vrrp.Given.SECOND;
import static dev.baton.core.vrrp.Given.ip;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.baton.core.net.InternetChecksum;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.NetworkOrder;
import dev.baton.core.vrrp.Verdict.Accepted;
import dev.baton.core.vrrp.Verdict.Discarded;
import dev.baton.core.vrrp.VrrpState.Answers;
import dev.baton.core.vrrp.VrrpState.Master;
import dev.baton.core.vrrp.VrrpState.Rival;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** AH of version 2: what counts, what was heard before, and what was changed on its way. */
final class AuthenticationHeaderTest {

  private static final Master MASTER =
      new Master(100, SECOND, 0, 0, IpAddress.ANY4, Rival.NONE, Answers.NONE);
  private static final VrrpConfig KEYED = keyed("secret");
  private static final AdvertDestination PEERS =
      new AdvertDestination.Unicast(
          List.of(new AdvertDestination.Peer(Given.HIGHER_ADDRESS, 0, 255)), 64, false);

  private static final String WRONG =
      "WARNING (VI_1) IPSEC-AH : invalid IPSEC HMAC-MD5 value. Due to fields mutation or bad"
          + " password !";

  private static VrrpConfig keyed(String key) {
    return Given.router()
        .with(
            g -> g.version = VrrpVersion.V2,
            g -> g.authentication = new VrrpAuthentication.Header(key));
  }

  private static byte[] advert(long sequence, Sender.Setting... more) {
    var all = new ArrayList<Sender.Setting>(List.of(s -> s.config = KEYED));
    all.add(s -> s.sequence = sequence);
    all.addAll(List.of(more));
    return Sender.advert(all.toArray(Sender.Setting[]::new));
  }

  private static Verdict receive(SequenceMarks marks, byte[] packet) {
    return VrrpReceiver.receive(
        KEYED,
        MASTER,
        Complaints.NONE,
        new ReplayMarks(marks, TrailerMarks.NONE),
        Ip4.arrival(packet, LOCAL));
  }

  private static void assertRefused(byte[] packet, String line) {
    assertRefused(SequenceMarks.NONE, packet, line);
  }

  private static void assertRefused(SequenceMarks marks, byte[] packet, String line) {
    Verdict verdict = receive(marks, packet);
    assertInstanceOf(Discarded.class, verdict);
    assertEquals(List.of("count AUTHENTICATION_FAILURE", line), Words.of(verdict.remarks()));
    assertEquals(marks, verdict.marks().header());
  }

  private static SequenceMarks assertHeard(SequenceMarks marks, byte[] packet) {
    return assertInstanceOf(Accepted.class, receive(marks, packet)).marks().header();
  }

  /** As Debian's keepalived 2.2.7 sent it. */
  @Test
  void sendsWhatKeepalivedSends() {
    byte[] captured =
        HexFormat.of()
            .parseHex(
                "45c0004400010000ff33d0a90a090001e0000012"
                    + "700400000a090001000000018a8d30be680e54da543336c1"
                    + "21339602020131ee0a0900640a0900650000000000000000");
    VrrpConfig config =
        Given.router()
            .with(
                g -> g.version = VrrpVersion.V2,
                g -> g.authentication = new VrrpAuthentication.Header("secret"),
                g -> g.addresses = List.of(ip("10.9.0.100"), ip("10.9.0.101")));
    var template = AdvertTemplate.of(config, ip("10.9.0.1"), Sender.GROUP, 255);
    assertArrayEquals(captured, template.packet(150, 1, 1));
  }

  /** But for the fields that routers may change, no bit may differ from what was sent. */
  @Test
  void everyFlippedBitIsRefused() {
    for (boolean unicast : new boolean[] {false, true}) {
      byte[] packet = advert(7, s -> s.destination = unicast ? LOCAL : s.destination);
      byte[] mutable = new byte[packet.length];
      mutable[1] = mutable[6] = mutable[7] = mutable[10] = mutable[11] = (byte) 0xFF;
      mutable[8] = (byte) (unicast ? 0xFF : 0);
      for (int bit = 0; bit < packet.length * 8; bit++) {
        byte[] changed = packet.clone();
        changed[bit / 8] ^= (byte) (0x80 >> bit % 8);
        var arrival =
            new VrrpReceiver.Arrival(
                Ip4.envelope(changed),
                changed,
                LOCAL,
                unicast ? PEERS : new AdvertDestination.Multicast(Sender.GROUP),
                HostTime.NONE);
        Verdict verdict =
            VrrpReceiver.receive(KEYED, MASTER, Complaints.NONE, ReplayMarks.NONE, arrival);
        boolean may = (mutable[bit / 8] & 0x80 >> bit % 8) != 0;
        assertEquals(may, verdict instanceof Accepted, unicast + " bit " + bit);
      }
    }
  }

  @Test
  void anotherKeyIsRefused() {
    assertRefused(advert(1, s -> s.config = keyed("Secret")), WRONG);
    assertHeard(SequenceMarks.NONE, advert(1, s -> s.config = keyed("secret\0\0")));
  }

  /** What the key's owner wrote, and yet is not as it must be. */
  @Test
  void aStrangersSpiAndOtherPayloadsAreRefused() {
    byte[] spi = resigned(advert(1), 27, 77);
    assertRefused(
        spi, "WARNING (VI_1) IPSEC AH : invalid IPSEC SPI value. 10.9.0.77 and expect 10.9.0.200");
    assertRefused(resigned(advert(1), 20, 6), WRONG);
  }

  /** With one byte changed and the integrity value made right again. */
  private static byte[] resigned(byte[] packet, int offset, int value) {
    packet[offset] = (byte) value;
    byte[] covered = packet.clone();
    covered[1] = 0;
    NetworkOrder.writeShort(covered, 6, 0);
    NetworkOrder.writeShort(covered, 10, 0);
    Arrays.fill(covered, 32, 44, (byte) 0);
    byte[] key = new VrrpAuthentication.Header("secret").key();
    System.arraycopy(Hmac.md5(key, covered), 0, packet, 32, 12);
    return packet;
  }

  /** Its authentication data do not matter: the header tells who sent it. */
  @Test
  void authenticationDataAreIgnored() {
    byte[] packet = advert(1);
    packet[packet.length - 8] = 0x12;
    NetworkOrder.writeShort(packet, 50, 0);
    long sum = InternetChecksum.add(0, packet, 44, packet.length - 44);
    NetworkOrder.writeShort(packet, 50, InternetChecksum.finish(sum));
    assertHeard(SequenceMarks.NONE, resigned(packet, packet.length - 1, 0));
  }

  @Test
  void whatIsCutWithinTheHeaderIsTooShort() {
    byte[] packet = advert(1);
    for (int lengthBytes = 20; lengthBytes < 44; lengthBytes++) {
      byte[] cut = Arrays.copyOf(packet, lengthBytes);
      NetworkOrder.writeShort(cut, 2, lengthBytes);
      Verdict verdict = receive(SequenceMarks.NONE, cut);
      assertEquals(
          List.of(
              "count PACKET_LENGTH_ERROR",
              "WARNING IPv4 VRRP packet with AH too short - " + lengthBytes + " bytes"),
          Words.of(verdict.remarks()));
    }
  }

  @Test
  void aReplayIsRefused() {
    SequenceMarks marks = assertHeard(SequenceMarks.NONE, advert(5));
    for (long old : new long[] {5, 4, 1, 0}) {
      assertRefused(
          marks,
          advert(old),
          "WARNING (VI_1) IPSEC-AH : sequence number "
              + old
              + " already processed. Packet dropped. Local(5)");
    }
    assertHeard(marks, advert(6));
    assertHeard(marks, advert(0xFFFF_FFFFL));
  }

  /** The number of a genuine packet is used up, even if its message does not count. */
  @Test
  void theNumberOfADiscardedMessageIsUsedUp() {
    Verdict verdict = receive(SequenceMarks.NONE, resigned(advert(9), 49, 2));
    assertInstanceOf(Discarded.class, verdict);
    assertEquals(9, verdict.marks().header().of(Given.HIGHER_ADDRESS));
  }

  /** D21: a new master may have counted less far than the last one. */
  @Test
  void everySenderHasItsOwnMark() {
    SequenceMarks marks = assertHeard(SequenceMarks.NONE, advert(1000));
    marks = assertHeard(marks, advert(3, s -> s.source = Given.LOWER_ADDRESS));
    assertInstanceOf(Discarded.class, receive(marks, advert(1000)));
    assertInstanceOf(
        Discarded.class, receive(marks, advert(3, s -> s.source = Given.LOWER_ADDRESS)));
    assertEquals(1001, marks.next());
  }

  /** However many senders there are, what one of them sent is never heard again. */
  @Test
  void whoeverMakesRoomLeavesAFloor() {
    int senders = 3 * SequenceMarks.SENDER_COUNT_MAX;
    SequenceMarks marks = SequenceMarks.NONE;
    for (int i = 0; i < senders; i++) {
      marks = marks.with(IpAddress.ofInt(i), 100 + i);
      assertEquals(101 + i, marks.next());
    }
    assertEquals(SequenceMarks.SENDER_COUNT_MAX, marks.marks().size());
    for (int i = 0; i < senders; i++) {
      assertFalse(100 + i > marks.of(IpAddress.ofInt(i)), "sender " + i);
    }
    assertEquals(123, marks.of(IpAddress.ofInt(senders - 1)));
  }

  @Test
  void theNumbersDoNotBeginAnew() {
    SequenceMarks last = SequenceMarks.NONE.with(LOCAL, 0xFFFF_FFFEL);
    assertEquals(0xFFFF_FFFFL, last.next());
    assertEquals(0xFFFF_FFFFL, last.with(LOCAL, last.next()).next());
  }

  @Test
  void theKeyIsNotShown() {
    assertEquals("Header[********]", new VrrpAuthentication.Header("secret").toString());
  }
}
