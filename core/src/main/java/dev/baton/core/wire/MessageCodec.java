package dev.baton.core.wire;

import dev.baton.core.log.LogLine;
import dev.baton.core.node.NodeOptions;
import dev.baton.core.node.Transition;
import dev.baton.core.track.Reading;
import dev.baton.core.track.TrackerId;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The messages of supervisor and router as datagrams: a byte for the version of this language, a
 * byte for the kind, the components in their order.
 *
 * <p>Both sides come from one image, but a package may be upgraded under a running supervisor,
 * which then starts a newer router: each must recognise that it does not understand the other.
 */
public final class MessageCodec {

  private static final int VERSION = 3;

  private MessageCodec() {}

  /** A message to the router as bytes. */
  public static byte[] encode(ToRouter message) {
    var writer = new WireWriter().int8(VERSION);
    switch (message) {
      case ToRouter.Configure it ->
          writer
              .int8(1)
              .int64(it.generation())
              .bool(it.options().detail())
              .bool(it.options().keepAddresses())
              .bool(it.options().tellAddresses())
              .bool(it.options().withoutBfd());
      case ToRouter.TrackerRead(TrackerId tracker, Reading reading) -> {
        writer.int8(2).constant(tracker.kind()).text(tracker.name());
        putReading(writer, reading);
      }
      case ToRouter.Show it -> {
        writer.int8(3).int64(it.requestId());
        putSections(writer, it.sections());
        writer.bool(it.thenClear());
      }
      case ToRouter.Stop _ -> writer.int8(4);
      case ToRouter.Ping _ -> writer.int8(5);
    }
    return writer.bytes();
  }

  /** What a datagram to the router says. */
  public static Decoded<ToRouter> decodeToRouter(byte[] bytes, int lengthBytes) {
    var reader = reader(bytes, lengthBytes);
    int kind = reader.int8();
    ToRouter message =
        switch (kind) {
          case 1 ->
              new ToRouter.Configure(
                  reader.int64(),
                  new NodeOptions(reader.bool(), reader.bool(), reader.bool(), reader.bool()));
          case 2 -> new ToRouter.TrackerRead(tracker(reader), reading(reader));
          case 3 -> new ToRouter.Show(reader.int64(), sections(reader), reader.bool());
          case 4 -> new ToRouter.Stop();
          default -> {
            unlessKind(reader, kind, 5);
            yield new ToRouter.Ping();
          }
        };
    return reader.decoded(message);
  }

  private static void putSections(WireWriter writer, Set<SnapshotSection<?>> sections) {
    long bits = 0;
    for (SnapshotSection<?> section : sections) {
      bits |= 1L << section.number();
    }
    writer.int64(bits);
  }

  /** A bit without a section is a wish of a newer peer, and is passed over. */
  private static Set<SnapshotSection<?>> sections(WireReader reader) {
    long bits = reader.int64();
    return SnapshotSection.ALL.stream()
        .filter(section -> (bits >>> section.number() & 1) == 1)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static TrackerId tracker(WireReader reader) {
    return new TrackerId(reader.constant(TrackerId.Kind.values()), reader.text());
  }

  private static void putReading(WireWriter writer, Reading reading) {
    switch (reading) {
      case Reading.Verdict verdict -> writer.bool(false).constant(verdict);
      case Reading.Value(int value) -> writer.bool(true).int32(value);
    }
  }

  private static Reading reading(WireReader reader) {
    return reader.bool()
        ? new Reading.Value(reader.int32())
        : reader.constant(Reading.Verdict.values());
  }

  /** A message to the supervisor as bytes. */
  public static byte[] encode(ToSupervisor message) {
    var writer = new WireWriter().int8(VERSION);
    switch (message) {
      case ToSupervisor.Alive _ -> writer.int8(1);
      case ToSupervisor.Configured it -> writer.int8(2).int64(it.generation());
      case ToSupervisor.Log(LogLine line) ->
          writer.int8(3).constant(line.level()).text(line.text());
      case ToSupervisor.Transitioned(Transition transition) ->
          writer
              .int8(4)
              .constant(transition.subject())
              .text(transition.name())
              .constant(transition.event())
              .int32(transition.priority())
              .text(transition.cause())
              .int64(transition.decidedNanos());
      case ToSupervisor.Snapshot it -> writer.int8(5).int64(it.requestId());
      case ToSupervisor.Lost it -> writer.int8(6).int64(it.logLines()).int64(it.transitions());
      case ToSupervisor.Signalled it -> writer.int8(7).int32(it.signal());
      case ToSupervisor.Finished _ -> writer.int8(8);
    }
    return writer.bytes();
  }

  /** What a datagram to the supervisor says. */
  public static Decoded<ToSupervisor> decodeToSupervisor(byte[] bytes, int lengthBytes) {
    var reader = reader(bytes, lengthBytes);
    int kind = reader.int8();
    ToSupervisor message =
        switch (kind) {
          case 1 -> new ToSupervisor.Alive();
          case 2 -> new ToSupervisor.Configured(reader.int64());
          case 3 ->
              new ToSupervisor.Log(
                  new LogLine(reader.constant(LogLine.Level.values()), reader.text()));
          case 4 -> new ToSupervisor.Transitioned(transition(reader));
          case 5 -> new ToSupervisor.Snapshot(reader.int64());
          case 6 -> new ToSupervisor.Lost(reader.int64(), reader.int64());
          case 7 -> new ToSupervisor.Signalled(reader.int32());
          default -> {
            unlessKind(reader, kind, 8);
            yield new ToSupervisor.Finished();
          }
        };
    return reader.decoded(message);
  }

  private static Transition transition(WireReader reader) {
    return new Transition(
        reader.constant(Transition.Subject.values()),
        reader.text(),
        reader.constant(Transition.Event.values()),
        reader.int32(),
        reader.text(),
        reader.int64());
  }

  private static WireReader reader(byte[] bytes, int lengthBytes) {
    var reader = new WireReader(bytes, lengthBytes);
    int version = reader.int8();
    if (version != VERSION) {
      reader.fail("version " + version + " of the messages, expected " + VERSION);
    }
    return reader;
  }

  private static void unlessKind(WireReader reader, int kind, int expected) {
    if (kind != expected) {
      reader.fail("no such kind of message: " + kind);
    }
  }
}
