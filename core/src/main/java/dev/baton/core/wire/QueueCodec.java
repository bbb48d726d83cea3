package dev.baton.core.wire;

/** The section {@link SnapshotSection#QUEUES}. */
final class QueueCodec {

  private QueueCodec() {}

  static void put(WireWriter writer, QueueFigures queues) {
    writer
        .int64(queues.planCountMax())
        .int64(queues.taskCountMax())
        .int64(queues.backgroundCountMax())
        .int64(queues.messageCountMax())
        .int64(queues.replacedCount());
  }

  static QueueFigures get(WireReader reader) {
    return new QueueFigures(
        reader.int64(), reader.int64(), reader.int64(), reader.int64(), reader.int64());
  }
}
