package dev.baton.core.wire;

import dev.baton.core.node.BfdSnapshot;
import dev.baton.core.node.HostSnapshot;
import dev.baton.core.node.NodeSnapshot;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One part of a {@link RouterSnapshot}: what one feature shows of itself. A feature adds its
 * section here and to {@link #ALL}, a codec beside it, and its value where the router builds a
 * snapshot; no other feature notices.
 *
 * <p>A payload is read to its last byte. Whoever has more to show therefore takes a new section,
 * with a number that was never used: a peer that does not know it skips it.
 *
 * @param <T> what it consists of
 */
public final class SnapshotSection<T> {

  /** The instances, with their counters. */
  public static final SnapshotSection<NodeSnapshot> INSTANCES =
      new SnapshotSection<>(
          0, "instances", new NodeSnapshot(List.of(), 0), InstanceCodec::put, InstanceCodec::get);

  /** Links and addresses of the host: many, on some hosts. */
  public static final SnapshotSection<HostSnapshot> HOST =
      new SnapshotSection<>(
          1, "host", new HostSnapshot(List.of(), List.of()), HostCodec::put, HostCodec::get);

  /** How well the router's loop keeps time. */
  public static final SnapshotSection<LoopFigures> LOOP =
      new SnapshotSection<>(2, "loop", LoopFigures.NONE, LoopCodec::put, LoopCodec::get);

  /** The router's open sockets. */
  public static final SnapshotSection<List<SocketFigures>> SOCKETS =
      new SnapshotSection<>(3, "sockets", List.of(), SocketCodec::put, SocketCodec::get);

  /** What waits, or has waited, between the router's threads. */
  public static final SnapshotSection<QueueFigures> QUEUES =
      new SnapshotSection<>(4, "queues", QueueFigures.NONE, QueueCodec::put, QueueCodec::get);

  /** The BFD sessions. */
  public static final SnapshotSection<BfdSnapshot> BFD =
      new SnapshotSection<>(7, "bfd", BfdSnapshot.NONE, BfdCodec::put, BfdCodec::get);

  /** All of them, by number. A number is at most {@link #NUMBER_MAX}. */
  public static final List<SnapshotSection<?>> ALL =
      List.of(INSTANCES, HOST, LOOP, SOCKETS, QUEUES, BFD);

  /** A request names sections by the bits of a long. */
  static final int NUMBER_MAX = Long.SIZE - 1;

  private final int number;
  private final String name;
  private final T empty;
  private final BiConsumer<WireWriter, T> put;
  private final Function<WireReader, T> get;

  private SnapshotSection(
      int number,
      String name,
      T empty,
      BiConsumer<WireWriter, T> put,
      Function<WireReader, T> get) {
    this.number = number;
    this.name = name;
    this.empty = empty;
    this.put = put;
    this.get = get;
  }

  int number() {
    return number;
  }

  /** What it is in a snapshot that does not hold it. */
  T empty() {
    return empty;
  }

  void put(WireWriter writer, T value) {
    put.accept(writer, value);
  }

  T get(WireReader reader) {
    return get.apply(reader);
  }

  @Override
  public String toString() {
    return name;
  }
}
