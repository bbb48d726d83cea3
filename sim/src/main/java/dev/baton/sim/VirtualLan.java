package dev.baton.sim;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.MacAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One Ethernet segment between the hosts, and a client that listens to announcements there. Each
 * packet takes its own time to each host, and faults may cut, lose, double or hold it.
 */
final class VirtualLan {

  private static final long LATENCY_MIN_NANOS = 20 * World.MICROSECOND;
  private static final long LATENCY_MAX_NANOS = 200 * World.MICROSECOND;

  /** A packet that took longer than this may have upset its receiver's timers. */
  private static final long PUNCTUAL_NANOS = World.MILLISECOND;

  private static final int ARP_SENDER_MAC = 22;
  private static final int ARP_SENDER_IP = 28;
  private static final int ARP_FRAME_BYTES = 42;

  /** Behind the headers of Ethernet and IPv6 (RFC 4861, section 4.4). */
  private static final int ADVERTISEMENT = 54;

  private static final int ADVERTISEMENT_FRAME_BYTES = ADVERTISEMENT + 32;

  private final World world;
  private final RandomSource random;
  private final List<VirtualHost> hosts = new ArrayList<>();
  private final Map<IpAddress, MacAddress> neighbours = new HashMap<>();

  /** For each direction, how many faults stand between. */
  private final int[][] cuts;

  /** For each direction, when a packet was last lost, late, or doubled. */
  private final long[][] troubledAtNanos;

  private int lossPermille;
  private int duplicatePermille;
  private long holdMaxNanos;

  VirtualLan(World world, RandomSource random, int hostCount) {
    this.world = world;
    this.random = random;
    cuts = new int[hostCount][hostCount];
    troubledAtNanos = new long[hostCount][hostCount];
  }

  void join(VirtualHost host) {
    hosts.add(host);
  }

  /** All hosts, by number. */
  List<VirtualHost> hosts() {
    return hosts;
  }

  /** Puts a fault between two hosts, or takes one away: what {@code from} sends is lost. */
  void cut(int from, int to, boolean on) {
    cuts[from][to] += on ? 1 : -1;
  }

  /** Whether nothing stands between, in this direction. */
  boolean connected(int from, int to) {
    return cuts[from][to] == 0;
  }

  /** Of a thousand packets, how many are lost, and how many arrive twice. */
  void disturb(int lossMore, int duplicateMore) {
    lossPermille += lossMore;
    duplicatePermille += duplicateMore;
  }

  /** Packets may take up to this much longer; so they overtake one another. */
  void hold(long moreNanos) {
    holdMaxNanos += moreNanos;
  }

  /** When a packet was last lost, late or doubled in this direction. */
  long troubledAtNanos(int from, int to) {
    return troubledAtNanos[from][to];
  }

  /** Brings a packet to all other hosts that it is for: those of the group, or that address. */
  void send(VirtualHost sender, IpAddress destination, byte[] packet) {
    var datagram = Datagram.genuine(sender.number(), packet);
    for (VirtualHost receiver : hosts) {
      if (receiver != sender && receiver.answersTo(destination)) {
        send(sender.number(), receiver, datagram);
      }
    }
  }

  private void send(int from, VirtualHost receiver, Datagram datagram) {
    int to = receiver.number();
    if (!connected(from, to) || random.permille(lossPermille)) {
      troubledAtNanos[from][to] = world.now();
      return;
    }
    deliver(from, receiver, datagram);
    if (random.permille(duplicatePermille)) {
      deliver(from, receiver, datagram);
      troubledAtNanos[from][to] = world.now();
    }
  }

  private void deliver(int from, VirtualHost receiver, Datagram datagram) {
    long latency = random.between(LATENCY_MIN_NANOS, LATENCY_MAX_NANOS);
    if (holdMaxNanos > 0) {
      latency += random.between(0, holdMaxNanos);
    }
    if (latency > PUNCTUAL_NANOS) {
      troubledAtNanos[from][receiver.number()] = world.now() + latency;
    }
    world.after(latency, () -> receiver.hear(datagram));
  }

  /** Brings a packet that nobody of the hosts sent to one of them. */
  void inject(VirtualHost receiver, Datagram datagram) {
    world.after(LATENCY_MIN_NANOS, () -> receiver.hear(datagram));
  }

  /**
   * The client learns where an address lives now: from a gratuitous ARP, or from an unsolicited
   * neighbour advertisement that overrides what it knows (RFC 4861, section 7.2.5).
   */
  void announce(byte[] frame) {
    if (frame.length >= ARP_FRAME_BYTES && frame[12] == 0x08 && frame[13] == 0x06) {
      var address = IpAddress.of(IpFamily.INET, frame, ARP_SENDER_IP);
      neighbours.put(address, MacAddress.of(frame, ARP_SENDER_MAC));
    } else if (frame.length >= ADVERTISEMENT_FRAME_BYTES && overrides(frame)) {
      var address = IpAddress.of(IpFamily.INET6, frame, ADVERTISEMENT + 8);
      neighbours.put(address, MacAddress.of(frame, ADVERTISEMENT + 26));
    }
  }

  private static boolean overrides(byte[] frame) {
    boolean icmp = (frame[12] & 0xFF) == 0x86 && (frame[13] & 0xFF) == 0xDD && frame[20] == 58;
    boolean advertisement = (frame[ADVERTISEMENT] & 0xFF) == 136 && (frame[21] & 0xFF) == 255;
    boolean override = (frame[ADVERTISEMENT + 4] & 0x20) != 0;
    boolean linkLayerAddress = frame[ADVERTISEMENT + 24] == 2 && frame[ADVERTISEMENT + 25] == 1;
    return icmp && advertisement && override && linkLayerAddress;
  }

  /** Where the client believes this address to live. */
  MacAddress neighbour(IpAddress address) {
    return neighbours.getOrDefault(address, MacAddress.NONE);
  }
}
