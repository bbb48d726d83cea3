package dev.baton.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.wire.RouterSnapshot;
import dev.baton.core.wire.SnapshotSection;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What the loop pays for a snapshot while adverts wait: it is linear, and a selection without the
 * host does not pay for the host. What is counted is memory, for the time of a turn depends on the
 * machine.
 */
final class SnapshotCostTest {

  private static final int INSTANCES = 1_000;
  private static final int LINKS = 4_000;

  /** A record, its counters as objects and as a list, and the streams that make them. */
  private static final long INSTANCE_BYTES_MAX = 1_024;

  /** A reference in a list that grows by doubling, and for an address the stream of its link. */
  private static final long LINK_BYTES_MAX = 192;

  private static TestHost host(int instances, int links) {
    var config = new TestConfig();
    for (int i = 0; i < instances; i++) {
      config.bare("VI_" + i, 1 + i % 255).on("eth" + i / 255).address(address(i) + "/32");
    }
    var host = new TestHost(config.build());
    for (int i = 1; i < links; i++) {
      host.link(2 + i, "eth" + i);
      host.addresses.add(address(0x1_0000 + i) + "/24@" + (2 + i));
    }
    return host.start().pass(5);
  }

  private static String address(int number) {
    return "10." + (number >> 16) + "." + (number >> 8 & 0xFF) + "." + (number & 0xFF);
  }

  private static RouterSnapshot show(Node node, Set<SnapshotSection<?>> wanted) {
    return RouterSnapshot.of(wanted)
        .add(SnapshotSection.INSTANCES, node::snapshot)
        .add(SnapshotSection.HOST, node::hostSnapshot)
        .build();
  }

  /** Of the second time: the first one also loads classes. */
  private static long bytes(Node node, Set<SnapshotSection<?>> wanted) {
    show(node, wanted);
    long before = Allocations.bytes();
    show(node, wanted);
    return Allocations.bytes() - before;
  }

  @Test
  void thousandInstancesAndFourThousandLinks() {
    Node node = host(INSTANCES, LINKS).node();
    Set<SnapshotSection<?>> all = Set.of(SnapshotSection.INSTANCES, SnapshotSection.HOST);
    RouterSnapshot snapshot = show(node, all);
    assertEquals(INSTANCES, snapshot.get(SnapshotSection.INSTANCES).instances().size());
    assertEquals(LINKS, snapshot.get(SnapshotSection.HOST).links().size());
    long bytes = bytes(node, all);
    assertTrue(bytes <= INSTANCES * INSTANCE_BYTES_MAX + LINKS * LINK_BYTES_MAX, bytes + " bytes");
    long instances = bytes(node, Set.of(SnapshotSection.INSTANCES));
    assertTrue(instances <= INSTANCES * INSTANCE_BYTES_MAX, instances + " bytes");
  }

  @Test
  void countersCostTheSameWithManyLinks() {
    Set<SnapshotSection<?>> counters = Set.of(SnapshotSection.INSTANCES);
    long few = bytes(host(100, 1).node(), counters);
    long many = bytes(host(100, LINKS).node(), counters);
    assertTrue(Math.abs(many - few) < LINKS, few + " bytes with one link, " + many + " with many");
  }
}
