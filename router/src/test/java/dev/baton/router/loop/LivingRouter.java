package dev.baton.router.loop;

import dev.baton.core.node.NodeOptions;
import dev.baton.core.wire.ConfigurationHandover;
import dev.baton.core.wire.Connection;
import dev.baton.core.wire.Decoded;
import dev.baton.core.wire.MessageCodec;
import dev.baton.core.wire.ToRouter;
import dev.baton.core.wire.ToSupervisor;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.host.NetworkNamespace;
import dev.baton.linux.poll.Poller;
import dev.baton.linux.process.MemoryFile;
import dev.baton.linux.socket.SeqPacketSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** A router on threads of this process, in a network namespace, and its supervisor's part. */
final class LivingRouter {

  static final Set<String> THREADS = Set.of("loop", "kernel");

  private static final long PATIENCE_NANOS = 5_000_000_000L;
  private static final String FACTS =
      "host\thost\nuid\t0\nprocessors\t2\ninterface\teth0\t3\t4163\t1500\ttrue\n";

  private static final String CONFIGURATION =
      """
      global_defs {
        vrrp_version 3
      }
      vrrp_instance VI_1 {
        interface eth0
        virtual_router_id 51
        priority 254
        advert_int 0.01
        virtual_ipaddress {
          ADDRESSES
        }
      }
      """;

  private final SeqPacketSocket wire;
  private final FutureTask<Integer> life;
  private final List<ToSupervisor> said = new ArrayList<>();

  private LivingRouter(SeqPacketSocket wire, FutureTask<Integer> life) {
    this.wire = wire;
    this.life = life;
  }

  static LivingRouter start(String host) throws OsException {
    SeqPacketSocket.Pair pair = SeqPacketSocket.pair(Connection.MESSAGE_BYTES_MAX);
    var life =
        new FutureTask<>(
            () -> {
              NetworkNamespace.enter(host);
              // Only now, since the way there is none of the router's calls.
              Thread.currentThread().setName("loop");
              return RouterLoop.run(pair.peer().fd());
            });
    Thread.ofPlatform().daemon().start(life);
    return new LivingRouter(pair.own(), life);
  }

  /** Hands a configuration over, with these addresses, one a line. */
  void configure(long generation, String addresses) throws OsException {
    String text = CONFIGURATION.replace("ADDRESSES", addresses);
    byte[] handover = new ConfigurationHandover(generation, FACTS, text).encode();
    try (Fd memfd = MemoryFile.of("configuration", handover)) {
      byte[] message =
          MessageCodec.encode(
              new ToRouter.Configure(generation, new NodeOptions(false, false, false)));
      wire.send(message, message.length, memfd);
    }
  }

  /** Says this to it. */
  void say(ToRouter message) {
    byte[] bytes = MessageCodec.encode(message);
    wire.send(bytes, bytes.length);
  }

  /** The descriptor that came with what was heard last. */
  Optional<Fd> takePassed() {
    return wire.takePassed();
  }

  /** Hears what the router says, until this, its end, or the end of all patience. */
  void hearUntil(Predicate<ToSupervisor> last) throws OsException {
    hear(last, PATIENCE_NANOS);
  }

  /** Hears what it says for so long. */
  void hearFor(long nanos) throws OsException {
    hear(_ -> false, nanos);
  }

  private void hear(Predicate<ToSupervisor> last, long limitNanos) throws OsException {
    long deadlineNanos = System.nanoTime() + limitNanos;
    byte[] buffer = new byte[Connection.MESSAGE_BYTES_MAX];
    try (var poller = Poller.open(1)) {
      poller.add(wire.fd(), Poller.READABLE, 0);
      while (System.nanoTime() < deadlineNanos && !life.isDone()) {
        int lengthBytes = wire.receive(buffer);
        if (lengthBytes > 0
            && MessageCodec.decodeToSupervisor(buffer, lengthBytes)
                instanceof Decoded.Value<ToSupervisor>(ToSupervisor message)) {
          said.add(message);
          if (last.test(message)) {
            return;
          }
        } else {
          poller.await(1_000_000);
        }
      }
    }
  }

  /** Asks it to end, and waits for that. */
  void stop() throws OsException {
    say(new ToRouter.Stop());
    hearUntil(ToSupervisor.Finished.class::isInstance);
  }

  /** All that it has said. */
  List<ToSupervisor> said() {
    return List.copyOf(said);
  }

  /** How it has ended: an exit code, a failure of the start, or not at all. */
  String end() throws InterruptedException {
    try {
      return "exit " + life.get(PATIENCE_NANOS, TimeUnit.NANOSECONDS);
    } catch (ExecutionException failed) {
      return "threw " + failed.getCause();
    } catch (TimeoutException stillAlive) {
      return "hangs";
    }
  }
}
