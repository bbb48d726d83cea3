package dev.baton.core.wire;

/** The section {@link SnapshotSection#LOOP}. */
final class LoopCodec {

  private LoopCodec() {}

  static void put(WireWriter writer, LoopFigures loop) {
    writer
        .int64(loop.turnCount())
        .int64(loop.longestTurnNanos())
        .int64(loop.latestNanos())
        .int64(loop.stallCount())
        .list(loop.latenessCounts(), WireWriter::int64);
  }

  static LoopFigures get(WireReader reader) {
    return new LoopFigures(
        reader.int64(),
        reader.int64(),
        reader.int64(),
        reader.int64(),
        reader.list(WireReader::int64));
  }
}
