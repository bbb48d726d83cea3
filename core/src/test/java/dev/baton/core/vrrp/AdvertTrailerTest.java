package dev.baton.core.vrrp;

import static dev.baton.core.vrrp.Given.LOCAL;
import static dev.baton.core.vrrp.Given.SECOND;
import static dev.baton.core.vrrp.Given.ip;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.vrrp.Verdict.Accepted;
import dev.baton.core.vrrp.Verdict.Discarded;
import dev.baton.core.vrrp.VrrpAuthentication.Trailer;
import dev.baton.core.vrrp.VrrpAuthentication.Trailer.AntiReplay;
import dev.baton.core.vrrp.VrrpAuthentication.Trailer.Mode;
import dev.baton.core.vrrp.VrrpState.Answers;
import dev.baton.core.vrrp.VrrpState.Master;
import dev.baton.core.vrrp.VrrpState.Rival;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The signature behind an advert: its bytes, its keys, its modes, and what was heard before. */
final class AdvertTrailerTest {

  private static final Master MASTER =
      new Master(100, SECOND, 0, 0, IpAddress.ANY4, Rival.NONE, Answers.NONE);
  private static final HmacKey SEVEN = key(7, 0);
  private static final HmacKey EIGHT = key(8, 1);
  private static final long WINDOW = 5;

  /** Some second of 2026, and the same on the clocks of a host. */
  private static final long NOW_SECONDS = 1_796_000_000L;

  private static final HostTime NOW = at(0);

  private static HmacKey key(int id, int first) {
    byte[] secret = new byte[32];
    for (int i = 0; i < secret.length; i++) {
      secret[i] = (byte) (first + i);
    }
    return new HmacKey(id, secret);
  }

  private static HostTime at(long seconds) {
    return new HostTime(seconds * SECOND, NOW_SECONDS * SECOND, 0);
  }

  private static long sequence(long seconds) {
    return (NOW_SECONDS + seconds) << 32;
  }

  private static Trailer signed(Mode mode, AntiReplay antiReplay, HmacKey active) {
    return new Trailer(List.of(SEVEN, EIGHT), active.id(), WINDOW, antiReplay, mode);
  }

  private static final Trailer ENFORCED = signed(Mode.ENFORCE, AntiReplay.TIME, SEVEN);
  private static final Trailer MONOTONIC = signed(Mode.ENFORCE, AntiReplay.MONOTONIC, SEVEN);

  private static VrrpConfig config(VrrpAuthentication authentication) {
    return Given.router().with(g -> g.authentication = authentication);
  }

  private static byte[] advert(VrrpAuthentication authentication, long sequence) {
    return Sender.advert(s -> s.config = config(authentication), s -> s.sequence = sequence);
  }

  private static Verdict receive(Trailer ours, TrailerMarks marks, byte[] packet, HostTime time) {
    return VrrpReceiver.receive(
        config(ours),
        MASTER,
        Complaints.NONE,
        new ReplayMarks(SequenceMarks.NONE, marks),
        Ip4.arrival(packet, LOCAL, time));
  }

  private static TrailerMarks assertHeard(Trailer ours, TrailerMarks marks, long sequence) {
    return assertHeard(ours, marks, advert(ours, sequence), NOW);
  }

  private static TrailerMarks assertHeard(
      Trailer ours, TrailerMarks marks, byte[] packet, HostTime time) {
    return assertInstanceOf(Accepted.class, receive(ours, marks, packet, time)).marks().trailer();
  }

  private static void assertRefused(
      Trailer ours, TrailerMarks marks, byte[] packet, HostTime time, String counter) {
    Verdict verdict = receive(ours, marks, packet, time);
    assertInstanceOf(Discarded.class, verdict);
    List<String> words = Words.of(verdict.remarks());
    assertEquals("count " + counter, words.getFirst());
    assertTrue(words.getLast().startsWith("WARNING (VI_1) "), words.getLast());
    assertEquals(marks, verdict.marks().trailer());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          V2 | 10.9.0.1 | 10.9.0.100 | 213364010001705d0a0900640000000000000000010700006b0038cacf\
          96000095a7e943c12f4ecc90d20776979d36b1
          V3 | 10.9.0.1 | 10.9.0.100 | 31336401006475610a090064010700006b0038d03ce800002237ada6aa\
          63ce4c353fe7efd4a4aa2a
          V3 | fe80::54a6:60ff:fec1:f951 | fe80::100 fd09::100 | 313364020064f676fe80000000000000\
          0000000000000100fd090000000000000000000000000100010700006b0038d5eb9000007cf157f130446de\
          ca2ac55a5ffb5ced7
          """)
  void sendsAndHearsWhatKeepalivedSends(
      VrrpVersion version, String source, String addresses, String message) {
    IpAddress from = ip(source);
    boolean six = from.family() == IpFamily.INET6;
    List<IpAddress> vips = Arrays.stream(addresses.split(" ")).map(Given::ip).toList();
    VrrpConfig config =
        Given.router()
            .with(
                g -> g.version = version,
                g -> g.family = from.family(),
                g -> g.authentication = ENFORCED,
                g -> g.addresses = vips);
    byte[] expected = HexFormat.of().parseHex(message);
    int trailer = expected.length - AdvertTrailer.BYTES;
    long sequence = dev.baton.core.net.NetworkOrder.readLong(expected, trailer + 4);
    IpAddress group = ip(six ? "ff02::12" : "224.0.0.18");
    byte[] packet = AdvertTemplate.of(config, from, group, 255).packet(100, 1, sequence);
    int start = six ? 40 : 20;
    assertEquals(
        message, HexFormat.of().formatHex(Arrays.copyOfRange(packet, start, packet.length)));

    var envelope = IpEnvelope.of(from.family(), packet, packet.length).orElseThrow();
    var time = new HostTime(0, (sequence >>> 32) * SECOND, 0);
    var arrival =
        new VrrpReceiver.Arrival(
            envelope, packet, LOCAL, new AdvertDestination.Multicast(group), time);
    assertInstanceOf(
        Accepted.class,
        VrrpReceiver.receive(config, MASTER, Complaints.NONE, ReplayMarks.NONE, arrival));
  }

  /** The checksum is not signed, and over IPv4 does not cover the signature. */
  @Test
  void everyFlippedBitIsRefused() {
    byte[] packet = advert(ENFORCED, sequence(0));
    for (int bit = 20 * 8; bit < packet.length * 8; bit++) {
      byte[] changed = packet.clone();
      changed[bit / 8] ^= (byte) (0x80 >> bit % 8);
      Verdict verdict = receive(ENFORCED, TrailerMarks.NONE, changed, NOW);
      assertInstanceOf(Discarded.class, verdict, "bit " + bit);
    }
    byte[] otherSource = packet.clone();
    otherSource[15] ^= 1;
    assertRefused(ENFORCED, TrailerMarks.NONE, resummed(otherSource), NOW, "TRAILER_WRONG_HMAC");
  }

  /** With the checksum of the message made right, which the pseudo header is part of. */
  private static byte[] resummed(byte[] packet) {
    byte[] message = Sender.summed(Arrays.copyOf(packet, packet.length - AdvertTrailer.BYTES));
    System.arraycopy(message, 20, packet, 20, message.length - 20);
    return packet;
  }

  @Test
  void theFormIsLookedAtFirst() {
    int trailer = 20 + 12;
    byte[] type = advert(ENFORCED, sequence(0));
    type[trailer] = 2;
    assertRefused(ENFORCED, TrailerMarks.NONE, type, NOW, "TRAILER_MALFORMED");
    byte[] reserved = advert(ENFORCED, sequence(0));
    reserved[trailer + 3] = 1;
    assertRefused(ENFORCED, TrailerMarks.NONE, reserved, NOW, "TRAILER_MALFORMED");
    byte[] keyId = advert(ENFORCED, sequence(0));
    keyId[trailer + 1] = 9;
    assertRefused(ENFORCED, TrailerMarks.NONE, keyId, NOW, "TRAILER_UNKNOWN_KEY");
    byte[] cut = Arrays.copyOf(type, type.length - 1);
    dev.baton.core.net.NetworkOrder.writeShort(cut, 2, cut.length);
    assertRefused(ENFORCED, TrailerMarks.NONE, cut, NOW, "PACKET_LENGTH_ERROR");
  }

  @Test
  void anotherSecretUnderTheNumberIsRefused() {
    var other = new Trailer(List.of(key(7, 3)), 7, WINDOW, AntiReplay.TIME, Mode.ENFORCE);
    assertRefused(
        ENFORCED, TrailerMarks.NONE, advert(other, sequence(0)), NOW, "TRAILER_WRONG_HMAC");
  }

  /** Rotation: first both know both keys, then one after the other signs with the new one. */
  @Test
  void eachKeyVerifiesAndTheActiveOneSigns() {
    Trailer next = signed(Mode.ENFORCE, AntiReplay.TIME, EIGHT);
    assertEquals(8, advert(next, sequence(0))[20 + 12 + 1]);
    TrailerMarks marks = assertHeard(ENFORCED, TrailerMarks.NONE, advert(next, sequence(0)), NOW);
    assertHeard(next, marks, advert(ENFORCED, sequence(1)), NOW);
    var newOnly = new Trailer(List.of(EIGHT), 8, WINDOW, AntiReplay.TIME, Mode.ENFORCE);
    assertRefused(newOnly, marks, advert(ENFORCED, sequence(1)), NOW, "TRAILER_UNKNOWN_KEY");
  }

  @ParameterizedTest
  @EnumSource
  void aWrongSignatureIsRefusedInAllModesAndNoneInOne(Mode mode) {
    Trailer ours = signed(mode, AntiReplay.TIME, SEVEN);
    boolean signs = mode != Mode.RECEIVE_ONLY;
    assertEquals(20 + 12 + (signs ? 28 : 0), advert(ours, sequence(0)).length);
    byte[] wrong = advert(ENFORCED, sequence(0));
    wrong[wrong.length - 1] ^= 1;
    assertRefused(ours, TrailerMarks.NONE, wrong, NOW, "TRAILER_WRONG_HMAC");
    assertHeard(ours, TrailerMarks.NONE, advert(ENFORCED, sequence(0)), NOW);
    byte[] unsigned = advert(VrrpAuthentication.NONE, 0);
    if (mode == Mode.ENFORCE) {
      assertRefused(ours, TrailerMarks.NONE, unsigned, NOW, "TRAILER_MISSING");
    } else {
      assertHeard(ours, TrailerMarks.NONE, unsigned, NOW);
    }
  }

  @Test
  void withoutTheBlockASignatureIsTooMuch() {
    Verdict verdict =
        VrrpReceiver.receive(
            config(VrrpAuthentication.NONE),
            MASTER,
            Complaints.NONE,
            ReplayMarks.NONE,
            Ip4.arrival(advert(ENFORCED, sequence(0)), LOCAL, NOW));
    assertEquals("count PACKET_LENGTH_ERROR", Words.of(verdict.remarks()).getFirst());
  }

  @ParameterizedTest
  @CsvSource({
    "-5, true",
    "5, true",
    "-6, false",
    "6, false",
    "-100000, false",
    "3000000000, false"
  })
  void theTimeMustBeWithinTheWindow(long seconds, boolean fresh) {
    byte[] packet = advert(ENFORCED, sequence(seconds));
    if (fresh) {
      assertHeard(ENFORCED, TrailerMarks.NONE, packet, NOW);
    } else {
      assertRefused(ENFORCED, TrailerMarks.NONE, packet, NOW, "TRAILER_STALE");
    }
  }

  /** The time is cheaper to look at than the digest, and comes first. */
  @Test
  void staleIsSaidBeforeTheDigestIsLookedAt() {
    byte[] packet = advert(ENFORCED, sequence(-6));
    packet[packet.length - 1] ^= 1;
    assertRefused(ENFORCED, TrailerMarks.NONE, packet, NOW, "TRAILER_STALE");
  }

  @Test
  void aReplayIsRefused() {
    for (Trailer ours : List.of(ENFORCED, MONOTONIC)) {
      TrailerMarks marks = assertHeard(ours, TrailerMarks.NONE, sequence(1));
      assertRefused(ours, marks, advert(ours, sequence(1)), NOW, "TRAILER_REPLAY");
      assertRefused(ours, marks, advert(ours, sequence(1) - 1), NOW, "TRAILER_REPLAY");
      assertHeard(ours, marks, sequence(1) + 1);
    }
  }

  @Test
  void nothingButAGenuineAdvertMovesTheMark() {
    byte[] forged = advert(ENFORCED, sequence(4));
    forged[forged.length - 1] ^= 1;
    assertRefused(ENFORCED, TrailerMarks.NONE, forged, NOW, "TRAILER_WRONG_HMAC");
    TrailerMarks first = assertHeard(ENFORCED, TrailerMarks.NONE, sequence(0));
    assertRefused(ENFORCED, first, forged, NOW, "TRAILER_WRONG_HMAC");
    assertHeard(ENFORCED, first, sequence(1));
  }

  /** A sender whose clock was ahead and is right again is heard, in time mode only. */
  @Test
  void aMarkOutsideTheWindowIsForgotten() {
    TrailerMarks ahead =
        TrailerMarks.NONE.heard(Given.HIGHER_ADDRESS, sequence(6)).withTime(TrustedTime.NONE);
    assertHeard(ENFORCED, ahead, sequence(0));
    assertRefused(MONOTONIC, ahead, advert(MONOTONIC, sequence(0)), NOW, "TRAILER_REPLAY");
  }

  @Test
  void clocksNeedNotAgreeInMonotonicMode() {
    TrailerMarks marks = assertHeard(MONOTONIC, TrailerMarks.NONE, sequence(-100_000));
    assertHeard(MONOTONIC, marks, sequence(100_000));
  }

  @Test
  void everySenderHasItsOwnMark() {
    TrailerMarks marks = assertHeard(ENFORCED, TrailerMarks.NONE, sequence(3));
    byte[] other =
        Sender.advert(
            s -> s.config = config(ENFORCED),
            s -> s.source = Given.LOWER_ADDRESS,
            s -> s.sequence = sequence(1));
    marks = assertHeard(ENFORCED, marks, other, NOW);
    assertRefused(ENFORCED, marks, other, NOW, "TRAILER_REPLAY");
    for (int i = 0; i < 100; i++) {
      marks = marks.heard(IpAddress.ofInt(i), 1);
    }
    assertEquals(TrailerMarks.SENDER_COUNT_MAX, marks.marks().size());
  }

  @Test
  void numbersFollowTheClockAndNeverRepeat() {
    var first = new HostTime(0, NOW_SECONDS * SECOND + SECOND / 2, 0);
    TrailerMarks marks = TrailerMarks.NONE.sending(ENFORCED, first);
    assertEquals(sequence(0) | 0x8000_0000L, marks.sent());
    marks = marks.sending(ENFORCED, first);
    assertEquals(sequence(0) | 0x8000_0001L, marks.sent());
    assertEquals(sequence(1) | 0x8000_0000L, marks.sending(ENFORCED, later(first, 1)).sent());
  }

  private static HostTime later(HostTime time, long seconds) {
    return new HostTime(
        time.nowNanos() + seconds * SECOND, time.wallAheadNanos(), time.steppedNanos());
  }

  /** A clock that goes back a little is waited for; one that goes far back is followed. */
  @Test
  void afterTheClockWentBack() {
    TrailerMarks marks = TrailerMarks.NONE.sending(ENFORCED, at(100));
    assertEquals(sequence(100) + 1, marks.sending(ENFORCED, at(96)).sent());
    assertEquals(sequence(90), marks.sending(ENFORCED, at(90)).sent());
    assertEquals(sequence(100) + 1, marks.sending(MONOTONIC, at(90)).sent());
  }

  /** Serial numbers: the seconds of 2106 begin at 0 again. */
  @Test
  void theEndOfTheSecondsIsNoEnd() {
    var last = new HostTime(0, 0xFFFF_FFFFL * SECOND, 0);
    TrailerMarks marks = TrailerMarks.NONE.sending(ENFORCED, last);
    TrailerMarks next = marks.sending(ENFORCED, later(last, 2));
    assertEquals(1L << 32, next.sent());
    marks = assertHeard(ENFORCED, TrailerMarks.NONE, advert(ENFORCED, marks.sent()), last);
    assertHeard(ENFORCED, marks, advert(ENFORCED, next.sent()), later(last, 2));
  }

  /** A step of the wall clock, which the monotonic clock has no part in. */
  private static HostTime stepped(long seconds) {
    return new HostTime(0, (NOW_SECONDS + seconds) * SECOND, seconds * SECOND);
  }

  @ParameterizedTest
  @CsvSource({"3600", "-3600"})
  void aStepOfTheClockIsNotFollowedUntilAPeerConfirmsIt(long step) {
    TrailerMarks marks =
        assertHeard(ENFORCED, TrailerMarks.NONE, sequence(-1)).sending(ENFORCED, NOW);
    TrailerMarks after = marks.sending(ENFORCED, stepped(step));
    assertEquals(sequence(0) + 1, after.sent());
    after = assertHeard(ENFORCED, after, advert(ENFORCED, sequence(0)), stepped(step));

    byte[] forged = advert(ENFORCED, sequence(step + 1));
    forged[forged.length - 1] ^= 1;
    assertRefused(ENFORCED, after, forged, stepped(step), "TRAILER_WRONG_HMAC");
    assertRefused(
        ENFORCED, after, advert(ENFORCED, sequence(step + 6)), stepped(step), "TRAILER_STALE");

    after = assertHeard(ENFORCED, after, advert(ENFORCED, sequence(step + 1)), stepped(step));
    assertEquals(sequence(step), after.sending(ENFORCED, stepped(step)).sent());
    assertRefused(ENFORCED, after, advert(ENFORCED, sequence(1)), stepped(step), "TRAILER_STALE");
  }

  @Test
  void onlyPeersAreLookedInto() {
    byte[] packet =
        Sender.advert(
            s -> s.config = config(ENFORCED),
            s -> s.destination = LOCAL,
            s -> s.sequence = sequence(0));
    for (boolean known : new boolean[] {true, false}) {
      IpAddress peer = known ? Given.HIGHER_ADDRESS : Given.LOWER_ADDRESS;
      var peers =
          new AdvertDestination.Unicast(
              List.of(new AdvertDestination.Peer(peer, 0, 255)), 64, false);
      var arrival = new VrrpReceiver.Arrival(Ip4.envelope(packet), packet, LOCAL, peers, NOW);
      Verdict verdict =
          VrrpReceiver.receive(
              config(ENFORCED), MASTER, Complaints.NONE, ReplayMarks.NONE, arrival);
      assertEquals(known, verdict instanceof Accepted);
    }
  }

  @Test
  void secretsAreNotShown() {
    assertEquals("HmacKey[7, ********]", SEVEN.toString());
    assertTrue(!config(ENFORCED).toString().contains("[B@"), config(ENFORCED).toString());
  }
}
