package dev.baton.core.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the processes say to each other under Jazzer, as {@link WireTest} is the fuzz of every
 * build. The name keeps it out of the usual run.
 */
final class MessageFuzz {

  static Stream<byte[]> messages() {
    return Stream.of(
        MessageCodec.encode(new ToRouter.Show(1, Set.of(SnapshotSection.LOOP), true)),
        MessageCodec.encode(new ToSupervisor.Lost(1, 2)),
        new ConfigurationHandover(1, "facts", "text").encode(),
        SnapshotCodecTest.withUnknown());
  }

  @MethodSource("messages")
  @FuzzTest
  void decodes(byte[] bytes) {
    MessageCodec.decodeToRouter(bytes, bytes.length);
    same(MessageCodec.decodeToSupervisor(bytes, bytes.length), MessageCodec::encode, bytes);
    same(ConfigurationHandover.decode(bytes), ConfigurationHandover::encode, bytes);
    SnapshotCodecTest.assertLawful(bytes);
  }

  private static <T> void same(Decoded<T> decoded, Function<T, byte[]> encoder, byte[] bytes) {
    // Broken UTF-8 becomes replacement characters, whose bytes differ.
    if (decoded instanceof Decoded.Value(T value) && !value.toString().contains("\uFFFD")) {
      assertArrayEquals(bytes, encoder.apply(value));
    }
  }
}
