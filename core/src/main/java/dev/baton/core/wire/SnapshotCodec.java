package dev.baton.core.wire;

import java.util.Optional;
import java.util.Set;

/**
 * A snapshot as bytes, for a memfd: it is too big for a datagram when there are many instances.
 *
 * <pre>
 *   1 byte   how many sections follow, in the order of their numbers:
 *   1 byte     the number of the section
 *   4 bytes    the length of its payload
 *   n bytes    the payload, which the section's own codec reads to its last byte
 * </pre>
 *
 * A section whose number is unknown comes from a newer peer and is skipped.
 */
public final class SnapshotCodec {

  private SnapshotCodec() {}

  /** The snapshot as bytes. */
  public static byte[] encode(RouterSnapshot snapshot) {
    var writer = new WireWriter().int8(snapshot.sections().size());
    snapshot.sections().forEach(section -> put(writer, section, snapshot));
    return writer.bytes();
  }

  private static <T> void put(
      WireWriter writer, SnapshotSection<T> section, RouterSnapshot snapshot) {
    writer.int8(section.number()).counted(it -> section.put(it, snapshot.get(section)));
  }

  /** The snapshot that the bytes hold. */
  public static Decoded<RouterSnapshot> decode(byte[] bytes) {
    var reader = new WireReader(bytes, bytes.length);
    var builder = RouterSnapshot.of(Set.copyOf(SnapshotSection.ALL));
    int count = reader.int8();
    int previous = -1;
    for (int i = 0; i < count && reader.isRight(); i++) {
      int number = reader.int8();
      if (number <= previous) {
        reader.fail("section " + number + " after section " + previous);
      }
      previous = number;
      Optional<SnapshotSection<?>> section = section(number);
      if (section.isPresent()) {
        get(reader, section.get(), builder);
      } else {
        reader.skipCounted();
      }
    }
    return reader.decoded(builder.build());
  }

  private static Optional<SnapshotSection<?>> section(int number) {
    for (SnapshotSection<?> section : SnapshotSection.ALL) {
      if (section.number() == number) {
        return Optional.of(section);
      }
    }
    return Optional.empty();
  }

  private static <T> void get(
      WireReader reader, SnapshotSection<T> section, RouterSnapshot.Builder builder) {
    T value = reader.counted(section::get);
    builder.add(section, () -> value);
  }
}
