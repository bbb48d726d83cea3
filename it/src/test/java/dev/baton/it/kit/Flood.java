package dev.baton.it.kit;

import dev.baton.core.kernel.Link;
import dev.baton.core.net.MacAddress;
import dev.baton.linux.OsException;
import dev.baton.linux.host.NetworkNamespace;
import dev.baton.linux.route.RouteClient;
import dev.baton.linux.socket.Destination;
import dev.baton.linux.socket.PacketSocket;
import dev.baton.linux.socket.SendBatch;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Packets of one kind, so many a second, from one host of a {@link Lan} until it is closed. */
public final class Flood implements AutoCloseable {

  private static final int BATCH_COUNT = 25;
  private static final int FRAME_BYTES_MAX = 1_514;
  private static final int ETHERTYPE_IPV4 = 0x0800;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Forgery kind;
  private final long pauseNanos;
  private final Thread thread;
  private volatile boolean over;
  private final AtomicLong sentCount = new AtomicLong();
  private volatile Optional<Throwable> failure = Optional.empty();

  private Flood(Forgery kind, int packetsPerSecond, Host from) {
    this.kind = kind;
    this.pauseNanos = BATCH_COUNT * NANOS_PER_SECOND / packetsPerSecond;
    this.thread = Thread.ofPlatform().name("flood").daemon().unstarted(() -> run(from));
  }

  /** Begins to send. */
  public static Flood start(Forgery kind, int packetsPerSecond, Host from) {
    var flood = new Flood(kind, packetsPerSecond, from);
    flood.thread.start();
    return flood;
  }

  /** How many packets have left. */
  public long sentCount() {
    return sentCount.get();
  }

  private void run(Host from) {
    try {
      NetworkNamespace.enter(from.namespace());
      int linkIndex = linkIndex();
      try (PacketSocket socket = PacketSocket.open()) {
        send(socket, linkIndex);
      }
    } catch (OsException | RuntimeException failed) {
      failure = Optional.of(failed);
    }
  }

  private static int linkIndex() throws OsException {
    try (RouteClient kernel = RouteClient.open()) {
      for (Link link : kernel.links(System.nanoTime() + NANOS_PER_SECOND)) {
        if (link.name().equals("eth0")) {
          return link.index();
        }
      }
    }
    throw new IllegalStateException("there is no eth0");
  }

  private void send(PacketSocket socket, int linkIndex) {
    var any = new Random(kind.name().hashCode());
    var batch = new SendBatch(BATCH_COUNT, BATCH_COUNT * FRAME_BYTES_MAX);
    long nextNanos = System.nanoTime();
    long i = 0;
    while (!over) {
      batch.clear();
      for (int at = 0; at < BATCH_COUNT; at++, i++) {
        byte[] frame = kind.frame(i, any);
        batch.add(
            frame,
            frame.length,
            Destination.frame(linkIndex, ETHERTYPE_IPV4, MacAddress.of(frame, 0)));
      }
      sentCount.addAndGet(Math.max(0, batch.send(socket.fd())));
      nextNanos += pauseNanos;
      LockSupport.parkNanos(nextNanos - System.nanoTime());
    }
  }

  @Override
  public void close() {
    over = true;
    try {
      thread.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    failure.ifPresent(
        cause -> {
          throw new AssertionError("the flood broke off", cause);
        });
  }
}
