package dev.baton.core.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.bfd.LocalTimers;
import dev.baton.core.bfd.Poll;
import dev.baton.core.bfd.Remote;
import dev.baton.core.bfd.SessionState;
import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Link;
import dev.baton.core.kernel.LinkHardware;
import dev.baton.core.kernel.Stacking;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.net.MacAddress;
import dev.baton.core.node.BfdSnapshot;
import dev.baton.core.node.HostSnapshot;
import dev.baton.core.node.NodeSnapshot;
import dev.baton.core.vrrp.IpProtocol;
import dev.baton.core.vrrp.VrrpState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Any selection of sections is read back; everything else is refused, or skipped if it is new. */
final class SnapshotCodecTest {

  private static final int ROUNDS = 150;

  private static final int UNKNOWN = SnapshotSection.ALL.getLast().number() + 1;

  private final Random random = new Random(112);

  @Test
  void everySelectionComesBack() {
    var seen = new HashSet<SnapshotSection<?>>();
    for (int round = 0; round < ROUNDS; round++) {
      RouterSnapshot snapshot = snapshot(someSections());
      seen.addAll(snapshot.sections());
      byte[] bytes = SnapshotCodec.encode(snapshot);
      assertEquals(new Decoded.Value<>(snapshot), SnapshotCodec.decode(bytes));
      for (int length = 0; length < bytes.length; length += 1 + length / 40) {
        assertMalformed(Arrays.copyOf(bytes, length));
      }
      assertMalformed(Arrays.copyOf(bytes, bytes.length + 1));
      for (int i = 0; i < 25; i++) {
        assertLawful(broken(bytes));
        assertLawful(broken(withUnknown(bytes)));
      }
    }
    assertEquals(Set.copyOf(SnapshotSection.ALL), seen);
  }

  private byte[] broken(byte[] bytes) {
    byte[] broken = bytes.clone();
    for (int n = random.nextInt(3); n >= 0; n--) {
      broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return broken;
  }

  /**
   * Any bytes are a reason, or a value. The value has just these bytes, or, if sections were
   * skipped, fewer that mean the same.
   */
  static void assertLawful(byte[] bytes) {
    switch (SnapshotCodec.decode(bytes)) {
      case Decoded.Malformed(String reason, int offset) ->
          assertTrue(offset <= bytes.length && !reason.isEmpty());
      case Decoded.Value(RouterSnapshot snapshot) -> {
        byte[] again = SnapshotCodec.encode(snapshot);
        assertEquals(new Decoded.Value<>(snapshot), SnapshotCodec.decode(again));
        // Broken UTF-8 becomes replacement characters, whose bytes differ.
        if (!snapshot.toString().contains("\uFFFD")) {
          assertTrue(again.length <= bytes.length);
          if (again.length == bytes.length) {
            assertArrayEquals(bytes, again);
          }
        }
      }
    }
  }

  private static void assertMalformed(byte[] bytes) {
    assertInstanceOf(Decoded.Malformed.class, SnapshotCodec.decode(bytes));
  }

  /** A snapshot of a newer router. */
  static byte[] withUnknown() {
    var loop = RouterSnapshot.of(Set.of(SnapshotSection.LOOP));
    loop.add(SnapshotSection.LOOP, () -> LoopFigures.NONE);
    return withUnknown(SnapshotCodec.encode(loop.build()));
  }

  /** With one section more behind them, of as many bytes. */
  private static byte[] withUnknown(byte[] bytes) {
    var writer = new WireWriter();
    writer.int8(bytes[0] + 1);
    for (int i = 1; i < bytes.length; i++) {
      writer.int8(bytes[i]);
    }
    return writer.int8(UNKNOWN).counted(it -> it.text("x".repeat(bytes.length))).bytes();
  }

  @Test
  void aSectionOfANewerPeerIsSkipped() {
    for (int round = 0; round < ROUNDS; round++) {
      RouterSnapshot snapshot = snapshot(someSections());
      byte[] bytes = withUnknown(SnapshotCodec.encode(snapshot));
      assertEquals(new Decoded.Value<>(snapshot), SnapshotCodec.decode(bytes));
      assertMalformed(Arrays.copyOf(bytes, bytes.length - 1));
    }
  }

  @Test
  void aRequestOfANewerPeerIsAnsweredAsFarAsItIsKnown() {
    var known = new ToRouter.Show(7, Set.of(SnapshotSection.LOOP), true);
    byte[] bytes = MessageCodec.encode(known);
    assertEquals(1 << SnapshotSection.LOOP.number(), bytes[17]);
    bytes[10] = (byte) 0x80;
    bytes[17] |= (byte) (1 << UNKNOWN);
    assertEquals(new Decoded.Value<>(known), MessageCodec.decodeToRouter(bytes, bytes.length));
  }

  @Test
  void whatIsMissingIsEmpty() {
    for (SnapshotSection<?> section : SnapshotSection.ALL) {
      var others = new HashSet<>(SnapshotSection.ALL);
      others.remove(section);
      assertEquals(section.empty(), snapshot(others).get(section), section::toString);
    }
  }

  @Test
  void nothingIsBuiltThatNobodyWants() {
    for (int round = 0; round < ROUNDS; round++) {
      Set<SnapshotSection<?>> wanted = someSections();
      var built = new ArrayList<SnapshotSection<?>>();
      var builder = RouterSnapshot.of(wanted);
      SnapshotSection.ALL.forEach(section -> addEmpty(builder, section, built));
      assertEquals(wanted, Set.copyOf(built));
      assertEquals(built, builder.build().sections());
    }
  }

  private static <T> void addEmpty(
      RouterSnapshot.Builder builder, SnapshotSection<T> section, List<SnapshotSection<?>> built) {
    builder.add(
        section,
        () -> {
          built.add(section);
          return section.empty();
        });
  }

  /** Each has a bit of its own in a request, and its place in the order. */
  @Test
  void numbersAscend() {
    int previous = -1;
    for (SnapshotSection<?> section : SnapshotSection.ALL) {
      assertTrue(section.number() > previous, section::toString);
      previous = section.number();
    }
    assertTrue(previous <= SnapshotSection.NUMBER_MAX);
  }

  @Test
  void reasonsAreSaid() {
    byte[] sockets = {1, 3, 0, 0, 0, 4, 0, 0, 0, 0};
    assertInstanceOf(Decoded.Value.class, SnapshotCodec.decode(sockets));
    assertReason("cut short", 0);
    assertReason("section 3 after section 3", 11, 2, 3, 0, 0, 0, 4, 0, 0, 0, 0, 3, 0, 0, 0, 0);
    assertReason("section 1 after section 9", 7, 2, 9, 0, 0, 0, 0, 1, 0, 0, 0, 0);
    assertReason("section of 5 bytes does not fit", 6, 1, 3, 0, 0, 0, 5, 0, 0, 0, 0);
    assertReason("section of -1 bytes does not fit", 6, 1, 3, -1, -1, -1, -1, 0, 0, 0, 0);
    assertReason("1 bytes too many", 10, 1, 3, 0, 0, 0, 5, 0, 0, 0, 0, 0);
    // A list does not reach beyond its section, into the next one.
    assertReason("list of 1 does not fit", 10, 2, 3, 0, 0, 0, 4, 0, 0, 0, 1, 9, 0, 0, 0, 0);
    assertReason("list of 2130706432 does not fit", 10, 1, 3, 0, 0, 0, 5, 0x7F, 0, 0, 0, 0);
  }

  private static void assertReason(String reason, int offset, int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    assertEquals(new Decoded.Malformed<>(reason, offset), SnapshotCodec.decode(bytes));
  }

  private Set<SnapshotSection<?>> someSections() {
    return SnapshotSection.ALL.stream()
        .filter(_ -> random.nextBoolean())
        .collect(Collectors.toUnmodifiableSet());
  }

  private RouterSnapshot snapshot(Set<SnapshotSection<?>> wanted) {
    return RouterSnapshot.of(wanted)
        .add(SnapshotSection.INSTANCES, this::node)
        .add(SnapshotSection.HOST, this::host)
        .add(SnapshotSection.LOOP, this::loop)
        .add(SnapshotSection.SOCKETS, () -> some(this::socket))
        .add(SnapshotSection.QUEUES, this::queues)
        .add(
            SnapshotSection.BFD, () -> new BfdSnapshot(some(this::session), some(random::nextLong)))
        .build();
  }

  private LoopFigures loop() {
    return new LoopFigures(
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        some(random::nextLong));
  }

  private BfdSnapshot.Session session() {
    return new BfdSnapshot.Session(
        text(),
        oneOf(SessionState.values()),
        random.nextInt(),
        random.nextInt(),
        new Remote(
            oneOf(SessionState.values()),
            random.nextInt(),
            random.nextInt(),
            random.nextLong(),
            random.nextLong(),
            random.nextInt(),
            random.nextBoolean()),
        new LocalTimers(
            random.nextLong(),
            random.nextLong(),
            random.nextLong(),
            random.nextLong(),
            oneOf(Poll.values())),
        random.nextLong(),
        random.nextLong(),
        random.nextBoolean(),
        random.nextLong(),
        random.nextLong(),
        some(random::nextLong));
  }

  private <T> T oneOf(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private QueueFigures queues() {
    return new QueueFigures(
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        random.nextLong());
  }

  private SocketFigures socket() {
    return new SocketFigures(
        text(),
        ip(),
        random.nextBoolean() ? IpProtocol.AH : IpProtocol.VRRP,
        random.nextLong(),
        random.nextInt(),
        random.nextInt());
  }

  private NodeSnapshot node() {
    return new NodeSnapshot(some(this::instance), random.nextLong());
  }

  private HostSnapshot host() {
    return new HostSnapshot(some(this::link), some(this::address));
  }

  private NodeSnapshot.Instance instance() {
    return new NodeSnapshot.Instance(
        text(),
        state(),
        random.nextBoolean(),
        random.nextLong(),
        text(),
        some(this::text),
        ip(),
        random.nextBoolean(),
        some(random::nextLong));
  }

  private VrrpState state() {
    int priority = random.nextInt(256);
    return switch (random.nextInt(5)) {
      case 0 -> new VrrpState.Init(priority, random.nextLong());
      case 1 ->
          new VrrpState.Backup(
              priority,
              random.nextLong(),
              random.nextLong(),
              ip(),
              random.nextInt(256),
              random.nextBoolean(),
              random.nextLong(),
              random.nextLong(),
              random.nextBoolean());
      case 2 ->
          new VrrpState.Master(
              priority,
              random.nextLong(),
              random.nextLong(),
              random.nextLong(),
              ip(),
              rival(),
              new VrrpState.Answers(answer(), answer()));
      case 3 -> new VrrpState.Fault(priority);
      default -> new VrrpState.Stopped(priority);
    };
  }

  private VrrpState.Rival rival() {
    return new VrrpState.Rival(
        ip(), random.nextLong(), random.nextInt(), random.nextLong(), random.nextLong());
  }

  private VrrpState.Answer answer() {
    return new VrrpState.Answer(random.nextLong(), random.nextBoolean());
  }

  private Link link() {
    return new Link(
        random.nextInt(),
        text(),
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextInt(),
        new MacAddress(random.nextLong() >>> 16),
        hardware());
  }

  private LinkHardware hardware() {
    return new LinkHardware(
        random.nextInt(),
        random.nextInt(),
        random.nextBoolean(),
        random.nextBoolean(),
        new MacAddress(random.nextLong() >>> 16),
        new Stacking(text(), random.nextInt(), random.nextInt(), random.nextInt()));
  }

  private InterfaceAddress address() {
    return new InterfaceAddress(
        random.nextInt(),
        new IpPrefix(ip(), random.nextInt(129)),
        random.nextInt(),
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextInt());
  }

  private IpAddress ip() {
    return random.nextBoolean()
        ? IpAddress.ofInt(random.nextInt())
        : new IpAddress(IpFamily.INET6, random.nextLong(), random.nextLong());
  }

  private String text() {
    return "VI_" + "ä→x\uDCE4".repeat(random.nextInt(60)) + random.nextInt(9);
  }

  private <T> List<T> some(Supplier<T> values) {
    return Stream.generate(values).limit(random.nextInt(4)).toList();
  }
}
