package dev.baton.core.wire;

import dev.baton.core.bfd.LocalTimers;
import dev.baton.core.bfd.Poll;
import dev.baton.core.bfd.Remote;
import dev.baton.core.bfd.SessionState;
import dev.baton.core.node.BfdSnapshot;

/** The section {@link SnapshotSection#BFD}. */
final class BfdCodec {

  private BfdCodec() {}

  static void put(WireWriter writer, BfdSnapshot bfd) {
    writer.list(bfd.sessions(), BfdCodec::putSession).list(bfd.discards(), WireWriter::int64);
  }

  static BfdSnapshot get(WireReader reader) {
    return new BfdSnapshot(reader.list(BfdCodec::session), reader.list(WireReader::int64));
  }

  private static void putSession(WireWriter writer, BfdSnapshot.Session session) {
    writer
        .text(session.name())
        .constant(session.state())
        .int32(session.diagnostic())
        .int32(session.localDiscriminator());
    putRemote(writer, session.remote());
    putTimers(writer, session.timers());
    writer
        .int64(session.transmitNanos())
        .int64(session.detectionNanos())
        .bool(session.open())
        .int64(session.changedAtNanos())
        .int64(session.heardAtNanos())
        .list(session.counters(), WireWriter::int64);
  }

  private static BfdSnapshot.Session session(WireReader reader) {
    return new BfdSnapshot.Session(
        reader.text(),
        reader.constant(SessionState.values()),
        reader.int32(),
        reader.int32(),
        remote(reader),
        timers(reader),
        reader.int64(),
        reader.int64(),
        reader.bool(),
        reader.int64(),
        reader.int64(),
        reader.list(WireReader::int64));
  }

  private static void putRemote(WireWriter writer, Remote remote) {
    writer
        .constant(remote.state())
        .int32(remote.discriminator())
        .int32(remote.diagnostic())
        .int64(remote.minReceiveNanos())
        .int64(remote.minTransmitNanos())
        .int32(remote.multiplier())
        .bool(remote.demand());
  }

  private static Remote remote(WireReader reader) {
    return new Remote(
        reader.constant(SessionState.values()),
        reader.int32(),
        reader.int32(),
        reader.int64(),
        reader.int64(),
        reader.int32(),
        reader.bool());
  }

  private static void putTimers(WireWriter writer, LocalTimers timers) {
    writer
        .int64(timers.saidTransmitNanos())
        .int64(timers.saidReceiveNanos())
        .int64(timers.usedTransmitNanos())
        .int64(timers.usedReceiveNanos())
        .constant(timers.poll());
  }

  private static LocalTimers timers(WireReader reader) {
    return new LocalTimers(
        reader.int64(),
        reader.int64(),
        reader.int64(),
        reader.int64(),
        reader.constant(Poll.values()));
  }
}
