package dev.baton.core.wire;

import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Link;
import dev.baton.core.kernel.LinkHardware;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.net.MacAddress;
import dev.baton.core.node.NodeSnapshot;
import dev.baton.core.vrrp.IpProtocol;
import dev.baton.core.vrrp.VrrpState;

/**
 * A node's snapshot as bytes, for a memfd: too big for a datagram when there are many instances.
 */
public final class SnapshotCodec {

  private SnapshotCodec() {}

  /** The snapshot as bytes. */
  public static byte[] encode(RouterSnapshot snapshot) {
    NodeSnapshot node = snapshot.node();
    LoopFigures loop = snapshot.loop();
    return new WireWriter()
        .int64(node.atNanos())
        .list(node.instances(), SnapshotCodec::putInstance)
        .list(node.links(), SnapshotCodec::putLink)
        .list(node.addresses(), SnapshotCodec::putAddress)
        .int64(node.unknownVridCount())
        .int64(loop.turnCount())
        .int64(loop.longestTurnNanos())
        .int64(loop.latestNanos())
        .int64(loop.stallCount())
        .list(loop.latenessCounts(), WireWriter::int64)
        .list(snapshot.sockets(), SnapshotCodec::putSocket)
        .bytes();
  }

  /** The snapshot that the bytes hold. */
  public static Decoded<RouterSnapshot> decode(byte[] bytes) {
    var reader = new WireReader(bytes, bytes.length);
    return reader.decoded(
        new RouterSnapshot(node(reader), loop(reader), reader.list(SnapshotCodec::socket)));
  }

  private static NodeSnapshot node(WireReader reader) {
    return new NodeSnapshot(
        reader.int64(),
        reader.list(SnapshotCodec::instance),
        reader.list(SnapshotCodec::link),
        reader.list(SnapshotCodec::address),
        reader.int64());
  }

  private static LoopFigures loop(WireReader reader) {
    return new LoopFigures(
        reader.int64(),
        reader.int64(),
        reader.int64(),
        reader.int64(),
        reader.list(WireReader::int64));
  }

  private static void putSocket(WireWriter writer, SocketFigures socket) {
    writer.text(socket.interfaceName());
    putIp(writer, socket.address());
    writer
        .constant(socket.protocol())
        .int64(socket.receiveBufferBytes())
        .int32(socket.receivingFd())
        .int32(socket.sendingFd());
  }

  private static SocketFigures socket(WireReader reader) {
    return new SocketFigures(
        reader.text(),
        ip(reader),
        reader.constant(IpProtocol.values()),
        reader.int64(),
        reader.int32(),
        reader.int32());
  }

  private static void putInstance(WireWriter writer, NodeSnapshot.Instance instance) {
    writer.text(instance.name());
    putState(writer, instance.state());
    writer
        .bool(instance.wantsMaster())
        .int64(instance.lastTransitionNanos())
        .text(instance.cause())
        .list(instance.faults(), WireWriter::text);
    putIp(writer, instance.source());
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
        ip(reader),
        reader.bool(),
        reader.list(WireReader::int64));
  }

  private static void putState(WireWriter writer, VrrpState state) {
    switch (state) {
      case VrrpState.Init init -> writer.int8(0).int32(init.priority()).int64(init.startsAtNanos());
      case VrrpState.Backup backup -> {
        writer.int8(1).int32(backup.priority()).int64(backup.expiresAtNanos());
        writer.int64(backup.masterIntervalNanos());
        putIp(writer, backup.master());
        writer.int32(backup.masterPriority()).bool(backup.preempting());
        writer.int64(backup.preemptAtNanos()).int64(backup.listensUntilNanos());
      }
      case VrrpState.Master master -> {
        writer.int8(2).int32(master.priority()).int64(master.advertAtNanos());
        writer.int64(master.advertedAtNanos()).int64(master.sinceNanos());
        putIp(writer, master.predecessor());
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
              ip(reader),
              reader.int32(),
              reader.bool(),
              reader.int64(),
              reader.int64());
      case 2 ->
          new VrrpState.Master(
              priority,
              reader.int64(),
              reader.int64(),
              reader.int64(),
              ip(reader),
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
    putIp(writer, rival.address());
    writer.int64(rival.saidAtNanos()).int32(rival.patienceAdverts());
    writer.int64(rival.waitNanos()).int64(rival.decidesAtNanos());
  }

  private static VrrpState.Rival rival(WireReader reader) {
    return new VrrpState.Rival(
        ip(reader), reader.int64(), reader.int32(), reader.int64(), reader.int64());
  }

  private static void putAnswer(WireWriter writer, VrrpState.Answer answer) {
    writer.int64(answer.atNanos()).bool(answer.owed());
  }

  private static VrrpState.Answer answer(WireReader reader) {
    return new VrrpState.Answer(reader.int64(), reader.bool());
  }

  private static void putLink(WireWriter writer, Link link) {
    writer
        .int32(link.index())
        .text(link.name())
        .bool(link.up())
        .bool(link.running())
        .bool(link.arp())
        .bool(link.multicast())
        .int32(link.mtuBytes())
        .int64(link.mac().bits())
        .int32(link.hardware().type())
        .int32(link.hardware().group())
        .bool(link.hardware().broadcast())
        .bool(link.hardware().loopback())
        .int64(link.hardware().broadcastMac().bits());
  }

  private static Link link(WireReader reader) {
    return new Link(
        reader.int32(),
        reader.text(),
        reader.bool(),
        reader.bool(),
        reader.bool(),
        reader.bool(),
        reader.int32(),
        new MacAddress(reader.int64()),
        hardware(reader));
  }

  private static LinkHardware hardware(WireReader reader) {
    return new LinkHardware(
        reader.int32(),
        reader.int32(),
        reader.bool(),
        reader.bool(),
        new MacAddress(reader.int64()));
  }

  private static void putAddress(WireWriter writer, InterfaceAddress address) {
    writer.int32(address.linkIndex());
    putIp(writer, address.prefix().address());
    writer
        .int8(address.prefix().prefixBits())
        .int32(address.scope())
        .bool(address.secondary())
        .bool(address.tentative())
        .int32(address.protocol());
  }

  private static InterfaceAddress address(WireReader reader) {
    return new InterfaceAddress(
        reader.int32(),
        new IpPrefix(ip(reader), reader.int8()),
        reader.int32(),
        reader.bool(),
        reader.bool(),
        reader.int32());
  }

  private static void putIp(WireWriter writer, IpAddress address) {
    writer.int8(address.family().version()).int64(address.high()).int64(address.low());
  }

  private static IpAddress ip(WireReader reader) {
    int version = reader.int8();
    if (version != 4 && version != 6) {
      reader.fail("no such family of addresses: " + version);
    }
    IpFamily family = version == 4 ? IpFamily.INET : IpFamily.INET6;
    return new IpAddress(family, reader.int64(), reader.int64());
  }
}
