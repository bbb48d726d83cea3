package dev.baton.core.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.log.LogLine;
import dev.baton.core.node.NodeOptions;
import dev.baton.core.node.Transition;
import dev.baton.core.track.Reading;
import dev.baton.core.track.TrackerId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Everything that is written is read back; everything else is refused, or is what was written. */
final class WireTest {

  private static final int ROUNDS = 400;

  private final Random random = new Random(112);

  @Test
  void everyMessageToTheRouterComesBack() {
    var kinds = ToRouter.class.getPermittedSubclasses();
    var seen = comesBack(this::toRouter, MessageCodec::encode, WireTest::toRouter);
    assertEquals(Set.of(kinds), seen);
  }

  @Test
  void everyMessageToTheSupervisorComesBack() {
    var kinds = ToSupervisor.class.getPermittedSubclasses();
    var seen = comesBack(this::toSupervisor, MessageCodec::encode, WireTest::toSupervisor);
    assertEquals(Set.of(kinds), seen);
  }

  @Test
  void configurationsComeBack() {
    comesBack(this::handover, ConfigurationHandover::encode, ConfigurationHandover::decode);
  }

  private <T> Set<Class<?>> comesBack(
      Supplier<T> values, Function<T, byte[]> encoder, Function<byte[], Decoded<T>> decoder) {
    var seen = new ArrayList<T>();
    for (int round = 0; round < ROUNDS; round++) {
      T value = values.get();
      byte[] bytes = encoder.apply(value);
      assertEquals(new Decoded.Value<>(value), decoder.apply(bytes));
      for (int length = 0; length < bytes.length; length += 1 + length / 40) {
        assertInstanceOf(Decoded.Malformed.class, decoder.apply(Arrays.copyOf(bytes, length)));
      }
      byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
      assertInstanceOf(Decoded.Malformed.class, decoder.apply(longer));
      mutate(bytes, encoder, decoder);
      seen.add(value);
    }
    return seen.stream().map(Object::getClass).collect(Collectors.toSet());
  }

  /** A mutation may make another right message; then that one has just these bytes. */
  private <T> void mutate(
      byte[] bytes, Function<T, byte[]> encoder, Function<byte[], Decoded<T>> decoder) {
    for (int i = 0; i < 25; i++) {
      byte[] broken = bytes.clone();
      for (int n = random.nextInt(3); n >= 0; n--) {
        broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
      }
      switch (decoder.apply(broken)) {
        case Decoded.Malformed(String reason, int offset) -> {
          assertTrue(offset <= broken.length && !reason.isEmpty());
        }
        case Decoded.Value(T value) -> {
          // Broken UTF-8 becomes replacement characters, whose bytes differ; so do those of a
          // request that names unknown sections.
          assertEquals(new Decoded.Value<>(value), decoder.apply(encoder.apply(value)));
          if (!(value.toString().contains("\uFFFD") || value instanceof ToRouter.Show)) {
            assertArrayEquals(broken, encoder.apply(value));
          }
        }
      }
    }
  }

  @Test
  void reasonsAreSaid() {
    assertMalformed("version 9 of the messages, expected 3", 1, new byte[] {9, 4});
    assertMalformed("no such kind of message: 77", 2, new byte[] {3, 77});
    assertMalformed("cut short", 1, new byte[] {3});
    assertMalformed("1 bytes too many", 2, new byte[] {3, 4, 0});
    assertMalformed("text of -1 bytes does not fit", 6, new byte[] {3, 2, -1, -1, -1, -1, 0});
    byte[] show = MessageCodec.encode(new ToRouter.Show(0, Set.of(), false));
    show[18] = 2;
    assertMalformed("neither true nor false: 2", 19, show);
    assertEquals(
        new Decoded.Malformed<>("no such kind of message: 0", 2),
        MessageCodec.decodeToSupervisor(new byte[] {3, 0}, 2));
    assertEquals(
        new Decoded.Malformed<>("no such constant: X", 7),
        MessageCodec.decodeToSupervisor(new byte[] {3, 3, 0, 0, 0, 1, 'X', 0, 0, 0, 0}, 11));
  }

  private static void assertMalformed(String reason, int offset, byte[] bytes) {
    assertEquals(new Decoded.Malformed<>(reason, offset), toRouter(bytes));
  }

  @Test
  void onlyTheGivenLengthIsRead() {
    byte[] buffer = Arrays.copyOf(MessageCodec.encode(new ToRouter.Stop()), 64);
    assertEquals(new Decoded.Value<>(new ToRouter.Stop()), MessageCodec.decodeToRouter(buffer, 2));
    assertInstanceOf(Decoded.Malformed.class, MessageCodec.decodeToRouter(new byte[2], 64));
  }

  private static Decoded<ToRouter> toRouter(byte[] bytes) {
    return MessageCodec.decodeToRouter(bytes, bytes.length);
  }

  private static Decoded<ToSupervisor> toSupervisor(byte[] bytes) {
    return MessageCodec.decodeToSupervisor(bytes, bytes.length);
  }

  private ToRouter toRouter() {
    return switch (random.nextInt(5)) {
      case 0 ->
          new ToRouter.Configure(
              random.nextLong(), new NodeOptions(random.nextBoolean(), true, random.nextBoolean()));
      case 1 -> new ToRouter.TrackerRead(tracker(), reading());
      case 2 -> new ToRouter.Show(random.nextLong(), sections(), random.nextBoolean());
      case 3 -> new ToRouter.Ping();
      default -> new ToRouter.Stop();
    };
  }

  private TrackerId tracker() {
    return new TrackerId(one(TrackerId.Kind.values()), text());
  }

  private Reading reading() {
    return random.nextBoolean()
        ? new Reading.Value(random.nextInt())
        : one(Reading.Verdict.values());
  }

  private ToSupervisor toSupervisor() {
    return switch (random.nextInt(8)) {
      case 0 -> new ToSupervisor.Alive();
      case 1 -> new ToSupervisor.Configured(random.nextLong());
      case 2 -> new ToSupervisor.Log(new LogLine(one(LogLine.Level.values()), text()));
      case 3 ->
          new ToSupervisor.Transitioned(
              new Transition(
                  text(),
                  one(Transition.Event.values()),
                  random.nextInt(256),
                  text(),
                  random.nextLong()));
      case 4 -> new ToSupervisor.Snapshot(random.nextLong());
      case 5 -> new ToSupervisor.Lost(random.nextLong(), random.nextLong());
      case 6 -> new ToSupervisor.Signalled(random.nextInt(65));
      default -> new ToSupervisor.Finished();
    };
  }

  private ConfigurationHandover handover() {
    return new ConfigurationHandover(random.nextLong(), text(), text().repeat(40));
  }

  private Set<SnapshotSection<?>> sections() {
    return SnapshotSection.ALL.stream()
        .filter(_ -> random.nextBoolean())
        .collect(Collectors.toUnmodifiableSet());
  }

  private String text() {
    return "VI_" + "ä→x\uDCE4".repeat(random.nextInt(60)) + random.nextInt(9);
  }

  private <T> T one(T[] values) {
    return values[random.nextInt(values.length)];
  }
}
