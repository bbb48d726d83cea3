package dev.baton.supervisor.life;

import dev.baton.core.wire.Connection;
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
import dev.baton.linux.socket.SeqPacketListener;
import dev.baton.linux.socket.SeqPacketSocket;
import dev.baton.supervisor.loop.EventLoop;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * One router process and the connection to it. All messages that it sent before its death are
 * processed before its death is reported.
 *
 * <p>This process starts routers and gives each one end of the connection. The exception is the
 * first router: the launcher starts it next to this process, as its child, so that the two virtual
 * machines start in parallel. That router connects as soon as it can; messages for it wait until
 * then.
 */
final class RouterProcess {

  /** Who has started it. */
  interface Owner {

    void said(RouterProcess router, ToSupervisor message);

    /** Something came that is not a message of ours. */
    void saidNonsense(RouterProcess router, String reason);

    /** The launched one has not called in time, and is ended for it. */
    void neverCalled(RouterProcess router);

    void ended(RouterProcess router, Child.Exit how);
  }

  private static final int STARTING_NICE = -20;

  /** The pid of the router that the launcher has started. */
  private static final String LAUNCHED_PROPERTY = "baton.router";

  /** By which call it comes, {@link Connection#name}. */
  private static final String CALL_PROPERTY = "baton.call";

  /** So long the launched one may take to call; it should be there within 0.1 s. */
  static final long CALL_LIMIT_NANOS = 5_000_000_000L;

  /** By which number the router finds its end of the connection. */
  private static final int WIRE_FD = 3;

  /** After so long the kernel is asked again that was short of memory. */
  private static final long SHORTAGE_NANOS = 10_000_000L;

  /** A router that takes so little is stuck, and will be ended for it. */
  private static final int UNSENT_COUNT_MAX = 10_000;

  /** A message that the connection had no room for. */
  private record Unsent(byte[] message, Optional<Fd> passing) {}

  private final Child child;
  private final EventLoop loop;
  private final Owner owner;
  private final EventLoop.Watch death;
  private final long startedNanos = System.nanoTime();
  private final byte[] incoming = new byte[Connection.MESSAGE_BYTES_MAX];
  private final ArrayDeque<Unsent> unsent = new ArrayDeque<>();
  private Optional<SeqPacketListener> listener = Optional.empty();
  private Optional<SeqPacketSocket> socket = Optional.empty();
  private Optional<EventLoop.Watch> words = Optional.empty();
  private boolean shortage;

  private RouterProcess(Child child, EventLoop loop, Owner owner) {
    this.child = child;
    this.loop = loop;
    this.owner = owner;
    this.death = loop.watch(child.fd(), Poller.READABLE, this::onDeath);
  }

  /** The one that the launcher has started, reported once; it calls until {@link #listen}. */
  static Optional<RouterProcess> launched(EventLoop loop, Owner owner) throws OsException {
    int pid = Integer.getInteger(LAUNCHED_PROPERTY, 0);
    System.clearProperty(LAUNCHED_PROPERTY);
    return pid == 0 ? Optional.empty() : Optional.of(new RouterProcess(Child.of(pid), loop, owner));
  }

  /**
   * Starts one, in the network namespace of the calling thread.
   *
   * @param stderr where its virtual machine writes if it crashes
   */
  static RouterProcess start(EventLoop loop, Fd stderr, Owner owner) throws OsException {
    var pair = SeqPacketSocket.pair(Connection.MESSAGE_BYTES_MAX);
    try {
      Fd nothing = SpawnRequest.DEV_NULL;
      SpawnRequest request =
          ImageProgram.ROUTER.request(
              List.of("--wire-fd", Integer.toString(WIRE_FD)),
              List.of(nothing, nothing, stderr, pair.peer().fd()),
              ImageProgram.environment());
      var router = connected(Spawner.spawn(request), pair.own(), loop, owner);
      // Its start goes before whatever this process does meanwhile, until it takes its own
      // priority.
      Scheduling.nice(router.pid(), STARTING_NICE);
      return router;
    } catch (OsException refused) {
      pair.own().close();
      throw refused;
    } finally {
      pair.peer().close();
    }
  }

  /** A child whose end of the connection is the other one of this. */
  static RouterProcess connected(Child child, SeqPacketSocket own, EventLoop loop, Owner owner) {
    var router = new RouterProcess(child, loop, owner);
    router.connect(own);
    return router;
  }

  /** Waits for a launched one's call, from now on; {@code EADDRINUSE} if others have its name. */
  void listen() throws OsException {
    var name = SeqPacketListener.open(Connection.name(System.getProperty(CALL_PROPERTY, "")));
    EventLoop.Timer patience = loop.at(System.nanoTime() + CALL_LIMIT_NANOS, this::losePatience);
    Runnable onCall = () -> name.accept(child.pid()).ifPresent(fd -> answer(fd, patience));
    words = Optional.of(loop.watch(name.fd(), Poller.READABLE, onCall));
    listener = Optional.of(name);
  }

  private void losePatience() {
    owner.neverCalled(this);
    kill();
  }

  private void answer(Fd caller, EventLoop.Timer patience) {
    patience.cancel();
    hangUp();
    connect(SeqPacketSocket.adopt(caller, Connection.MESSAGE_BYTES_MAX));
    flush();
  }

  private void hangUp() {
    words.ifPresent(EventLoop.Watch::forget);
    words = Optional.empty();
    listener.ifPresent(SeqPacketListener::close);
    socket.ifPresent(SeqPacketSocket::close);
    socket = Optional.empty();
  }

  private void connect(SeqPacketSocket own) {
    socket = Optional.of(own);
    words = Optional.of(loop.watch(own.fd(), Poller.READABLE, this::onReadiness));
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
    if (unsent.size() >= UNSENT_COUNT_MAX) {
      // The next router begins with the configuration and all verdicts: nothing is lost with it.
      kill();
      return;
    }
    unsent.add(message);
    flush();
  }

  private void flush() {
    while (!unsent.isEmpty() && socket.isPresent()) {
      int result = send(unsent.getFirst(), socket.get());
      if (result == -Errno.EAGAIN) {
        words.ifPresent(watch -> watch.interest(Poller.READABLE | Poller.WRITABLE));
        return;
      }
      if (result == -Errno.ENOBUFS || result == -Errno.ENOMEM || result == -Errno.EINTR) {
        // There is room in the connection but not in the kernel, and nothing tells when there is.
        flushLater();
        return;
      }
      // Any other refusal means that it is gone; its death will be told.
      unsent.removeFirst();
    }
    words.ifPresent(watch -> watch.interest(Poller.READABLE));
  }

  private void flushLater() {
    if (!shortage) {
      shortage = true;
      loop.at(
          System.nanoTime() + SHORTAGE_NANOS,
          () -> {
            shortage = false;
            flush();
          });
    }
  }

  private static int send(Unsent message, SeqPacketSocket socket) {
    int length = message.message().length;
    return message.passing().isPresent()
        ? socket.send(message.message(), length, message.passing().get())
        : socket.send(message.message(), length);
  }

  /** The descriptor that came with the last message. */
  Optional<Fd> takePassed() {
    return socket.flatMap(SeqPacketSocket::takePassed);
  }

  private void onReadiness() {
    if (!unsent.isEmpty()) {
      flush();
    }
    if (socket.isPresent() && !hear(socket.get())) {
      // It has closed its end, and will be dead soon.
      words.ifPresent(EventLoop.Watch::forget);
      words = Optional.empty();
    }
  }

  /** Takes in all that it has said; false at the end of its words. */
  private boolean hear(SeqPacketSocket socket) {
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
      socket.ifPresent(this::hear);
    }
    hangUp();
    death.forget();
    child.close();
    owner.ended(this, exit.get());
  }

  /** Ends it the hard way. */
  void kill() {
    child.signal(Signal.SIGKILL);
  }
}
