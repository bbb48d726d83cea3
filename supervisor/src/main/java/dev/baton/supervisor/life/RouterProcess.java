package dev.baton.supervisor.life;

import dev.baton.core.wire.Decoded;
import dev.baton.core.wire.MessageCodec;
import dev.baton.core.wire.ToRouter;
import dev.baton.core.wire.ToSupervisor;
import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.Signal;
import dev.baton.linux.host.Scheduling;
import dev.baton.linux.poll.Poller;
import dev.baton.linux.process.Child;
import dev.baton.linux.process.SpawnRequest;
import dev.baton.linux.process.Spawner;
import dev.baton.linux.socket.SeqPacketSocket;
import dev.baton.supervisor.loop.EventLoop;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * One router process and the connection to it. What it says is heard to the last word before its
 * death is told.
 */
final class RouterProcess {

  /** Who has started it. */
  interface Owner {

    void said(RouterProcess router, ToSupervisor message);

    /** Something came that is no message of ours. */
    void saidNonsense(RouterProcess router, String reason);

    void ended(RouterProcess router, Child.Exit how);
  }

  private static final int MESSAGE_BYTES_MAX = 16 << 10;

  private static final int STARTING_NICE = -20;

  /** By which number the router finds its end of the connection. */
  private static final int WIRE_FD = 3;

  /** A router that takes so little is stuck, and will be ended for it. */
  private static final int UNSENT_COUNT_MAX = 10_000;

  /** A message that the connection had no room for. */
  private record Unsent(byte[] message, Optional<Fd> passing) {}

  private final Child child;
  private final SeqPacketSocket socket;
  private final Owner owner;
  private final long startedNanos = System.nanoTime();
  private final byte[] incoming = new byte[MESSAGE_BYTES_MAX];
  private final ArrayDeque<Unsent> unsent = new ArrayDeque<>();
  private Optional<EventLoop.Watch> death = Optional.empty();
  private Optional<EventLoop.Watch> words = Optional.empty();

  private RouterProcess(Child child, SeqPacketSocket socket, Owner owner) {
    this.child = child;
    this.socket = socket;
    this.owner = owner;
  }

  /**
   * Starts one, in the network namespace of the calling thread.
   *
   * @param stderr where its virtual machine writes if it crashes
   */
  static RouterProcess start(EventLoop loop, Fd stderr, Owner owner) throws OsException {
    var pair = SeqPacketSocket.pair(MESSAGE_BYTES_MAX);
    try {
      Fd nothing = SpawnRequest.DEV_NULL;
      SpawnRequest request =
          ImageProgram.ROUTER.request(
              List.of("--wire-fd", Integer.toString(WIRE_FD)),
              List.of(nothing, nothing, stderr, pair.peer().fd()),
              ImageProgram.environment());
      var router = new RouterProcess(Spawner.spawn(request), pair.own(), owner);
      // Its start goes before whatever this process does meanwhile, until it takes its own footing.
      Scheduling.nice(router.pid(), STARTING_NICE);
      router.death = Optional.of(loop.watch(router.child.fd(), Poller.READABLE, router::onDeath));
      router.words = Optional.of(loop.watch(pair.own().fd(), Poller.READABLE, router::onReadiness));
      return router;
    } catch (OsException refused) {
      pair.own().close();
      throw refused;
    } finally {
      pair.peer().close();
    }
  }

  int pid() {
    return child.pid();
  }

  /** How long it has lived. */
  long ageNanos() {
    return System.nanoTime() - startedNanos;
  }

  void send(ToRouter message) {
    enqueue(new Unsent(MessageCodec.encode(message), Optional.empty()));
  }

  /** Sends a descriptor along, which stays open here. */
  void send(ToRouter message, Fd passing) {
    enqueue(new Unsent(MessageCodec.encode(message), Optional.of(passing)));
  }

  private void enqueue(Unsent message) {
    unsent.add(message);
    if (unsent.size() > UNSENT_COUNT_MAX) {
      kill();
    }
    flush();
  }

  private void flush() {
    while (!unsent.isEmpty()) {
      Unsent first = unsent.getFirst();
      int length = first.message().length;
      int result =
          first.passing().isPresent()
              ? socket.send(first.message(), length, first.passing().get())
              : socket.send(first.message(), length);
      if (result == -Errno.EAGAIN) {
        words.ifPresent(watch -> watch.interest(Poller.READABLE | Poller.WRITABLE));
        return;
      }
      // Any other refusal means that it is gone; its death will be told.
      unsent.removeFirst();
    }
    words.ifPresent(watch -> watch.interest(Poller.READABLE));
  }

  /** The descriptor that came with the last message. */
  Optional<Fd> takePassed() {
    return socket.takePassed();
  }

  private void onReadiness() {
    if (!unsent.isEmpty()) {
      flush();
    }
    if (!hear()) {
      // It has closed its end, and will be dead soon.
      words.ifPresent(EventLoop.Watch::forget);
      words = Optional.empty();
    }
  }

  /** Takes in all that it has said; false at the end of its words. */
  private boolean hear() {
    while (true) {
      int length = socket.receive(incoming);
      if (length == -Errno.EAGAIN || length == -Errno.EINTR) {
        return true;
      }
      if (length == 0 || length == -Errno.ECONNRESET) {
        return false;
      }
      if (length < 0) {
        owner.saidNonsense(this, Errno.name(length));
        return length == -Errno.EMSGSIZE;
      }
      switch (MessageCodec.decodeToSupervisor(incoming, length)) {
        case Decoded.Value<ToSupervisor>(ToSupervisor message) -> owner.said(this, message);
        case Decoded.Malformed<ToSupervisor>(String reason, int offset) ->
            owner.saidNonsense(this, reason + " at byte " + offset);
      }
    }
  }

  private void onDeath() {
    Optional<Child.Exit> exit = child.exit();
    if (exit.isEmpty()) {
      return;
    }
    if (words.isPresent()) {
      hear();
    }
    words.ifPresent(EventLoop.Watch::forget);
    death.ifPresent(EventLoop.Watch::forget);
    socket.close();
    child.close();
    owner.ended(this, exit.get());
  }

  /** Ends it the hard way. */
  void kill() {
    child.signal(Signal.SIGKILL);
  }
}
