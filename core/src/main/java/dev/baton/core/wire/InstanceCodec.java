package dev.baton.core.wire;

import dev.baton.core.node.NodeSnapshot;
import dev.baton.core.vrrp.VrrpState;

/** The section {@link SnapshotSection#INSTANCES}. */
final class InstanceCodec {

  private InstanceCodec() {}

  static void put(WireWriter writer, NodeSnapshot node) {
    writer.list(node.instances(), InstanceCodec::putInstance).int64(node.unknownVridCount());
  }

  static NodeSnapshot get(WireReader reader) {
    return new NodeSnapshot(reader.list(InstanceCodec::instance), reader.int64());
  }

  private static void putInstance(WireWriter writer, NodeSnapshot.Instance instance) {
    writer.text(instance.name());
    putState(writer, instance.state());
    writer
        .bool(instance.wantsMaster())
        .int64(instance.lastTransitionNanos())
        .text(instance.cause())
        .list(instance.faults(), WireWriter::text);
    writer.ip(instance.source());
    writer.bool(instance.addressesSet()).list(instance.counters(), WireWriter::int64);
  }

  private static NodeSnapshot.Instance instance(WireReader reader) {
    return new NodeSnapshot.Instance(
        reader.text(),
        state(reader),
        reader.bool(),
        reader.int64(),
        reader.text(),
        reader.list(WireReader::text),
        reader.ip(),
        reader.bool(),
        reader.list(WireReader::int64));
  }

  private static void putState(WireWriter writer, VrrpState state) {
    switch (state) {
      case VrrpState.Init init -> writer.int8(0).int32(init.priority()).int64(init.startsAtNanos());
      case VrrpState.Backup backup -> {
        writer.int8(1).int32(backup.priority()).int64(backup.expiresAtNanos());
        writer.int64(backup.masterIntervalNanos());
        writer.ip(backup.master());
        writer.int32(backup.masterPriority()).bool(backup.preempting());
        writer.int64(backup.preemptAtNanos()).int64(backup.listensUntilNanos());
        writer.bool(backup.ready());
      }
      case VrrpState.Master master -> {
        writer.int8(2).int32(master.priority()).int64(master.advertAtNanos());
        writer.int64(master.advertedAtNanos()).int64(master.sinceNanos());
        writer.ip(master.predecessor());
        putRival(writer, master.rival());
        putAnswer(writer, master.answers().lower());
        putAnswer(writer, master.answers().resigned());
      }
      case VrrpState.Fault(int priority) -> writer.int8(3).int32(priority);
      case VrrpState.Stopped(int priority) -> writer.int8(4).int32(priority);
    }
  }

  private static VrrpState state(WireReader reader) {
    int kind = reader.int8();
    int priority = reader.int32();
    return switch (kind) {
      case 0 -> new VrrpState.Init(priority, reader.int64());
      case 1 ->
          new VrrpState.Backup(
              priority,
              reader.int64(),
              reader.int64(),
              reader.ip(),
              reader.int32(),
              reader.bool(),
              reader.int64(),
              reader.int64(),
              reader.bool());
      case 2 ->
          new VrrpState.Master(
              priority,
              reader.int64(),
              reader.int64(),
              reader.int64(),
              reader.ip(),
              rival(reader),
              new VrrpState.Answers(answer(reader), answer(reader)));
      case 3 -> new VrrpState.Fault(priority);
      default -> {
        if (kind != 4) {
          reader.fail("no such state: " + kind);
        }
        yield new VrrpState.Stopped(priority);
      }
    };
  }

  private static void putRival(WireWriter writer, VrrpState.Rival rival) {
    writer.ip(rival.address());
    writer.int64(rival.saidAtNanos()).int32(rival.patienceAdverts());
    writer.int64(rival.waitNanos()).int64(rival.decidesAtNanos());
  }

  private static VrrpState.Rival rival(WireReader reader) {
    return new VrrpState.Rival(
        reader.ip(), reader.int64(), reader.int32(), reader.int64(), reader.int64());
  }

  private static void putAnswer(WireWriter writer, VrrpState.Answer answer) {
    writer.int64(answer.atNanos()).bool(answer.owed());
  }

  private static VrrpState.Answer answer(WireReader reader) {
    return new VrrpState.Answer(reader.int64(), reader.bool());
  }
}
