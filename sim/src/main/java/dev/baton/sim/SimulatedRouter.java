package dev.baton.sim;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.node.LoopTurn;
import dev.baton.core.node.Node;
import dev.baton.core.node.NodeAction;
import dev.baton.core.node.NodeEvent;
import dev.baton.core.node.NodeOptions;
import dev.baton.core.vrrp.IpEnvelope;
import dev.baton.core.vrrp.VrrpState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One life of a router: the real node between a virtual loop and virtual worker, from its start to
 * its end. After {@link #kill} nothing that was under way reaches the node any more.
 */
final class SimulatedRouter {

  private static final int BUFFER_BYTES = 2048;

  /** As the router has it. */
  private static final long CLOCK_NEWS_NANOS = 5 * World.MILLISECOND;

  private static final int SOCKET_QUEUE_MAX = 64;

  private final RunContext stage;
  private final VirtualHost host;
  private final Node node;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final VirtualSockets sockets = new VirtualSockets();
  private final SimulatedWorker worker;

  private final List<Input> inbox = new ArrayList<>();
  private final long deafUntilNanos;
  private final Map<String, RouterMemory> ledgers = new HashMap<>();
  private final Set<IpPrefix> droppedStatics = new HashSet<>();
  private HostSettings settings;
  private List<JudgedInstance> seats = List.of();
  private long deadlineNanos;
  private long transitionCount;
  private long movementSeen = -1;
  private boolean alive = true;
  private boolean paused;
  private long pausedAtNanos;
  private boolean deaf;
  private boolean stopping;
  private int datagramsWaiting;
  private int unread;
  private long netlinkAtNanos;
  private long linkToldAtNanos;
  private long wakeAtNanos = Long.MAX_VALUE;
  private Optional<NodeEvent.ClocksRead> clocks = Optional.empty();

  /** Something for the node: an event, or a datagram that becomes one when it is read. */
  private sealed interface Input {
    /** An event that is complete. */
    record Event(NodeEvent event) implements Input {}

    /** A datagram in the socket's queue. */
    record Packet(int channel, IpEnvelope envelope, Datagram datagram) implements Input {}

    /** A new configuration. */
    record Reload(HostSettings settings) implements Input {}
  }

  SimulatedRouter(RunContext stage, VirtualHost host) {
    this.stage = stage;
    this.host = host;
    worker = new SimulatedWorker(stage, this);
    settings = host.settings();
    deafUntilNanos = host.localNow() + settings.startupDelayNanos();
    node = new Node(settings.configuration(), new NodeOptions(true, false, false), host.localNow());
    deadlineNanos = node.nextDeadlineNanos();
  }

  /** Begins: looks at the kernel, and follows its changes from then on. */
  void begin() {
    host.kernel().monitor(this::notified);
    turn(List.of(new Input.Event(host.kernel().survey())));
  }

  /** Its instances, in the order of the configuration; none before the first event. */
  List<JudgedInstance> seats() {
    return seats;
  }

  /** The state of the instance of this name; null if there is none. */
  @Nullable VrrpState stateOf(String name) {
    for (JudgedInstance judged : seats) {
      if (judged.name().equals(name)) {
        return judged.state();
      }
    }
    return null;
  }

  /** The host that it runs on. */
  VirtualHost host() {
    return host;
  }

  /** The end of the startup delay, until which it throws adverts away. */
  long deafUntilNanos() {
    return deafUntilNanos;
  }

  /** The judge's notes on one virtual router. */
  RouterMemory memory(String instance) {
    return ledgers.computeIfAbsent(instance, _ -> new RouterMemory());
  }

  /** When the node next wants to be woken, by the host's clock. */
  long deadlineNanos() {
    return deadlineNanos;
  }

  /** Whether it can take part: it has not ended, and nobody holds it. */
  boolean awake() {
    return alive && !paused;
  }

  /** Whether it has not ended, though somebody may hold it. */
  boolean alive() {
    return alive;
  }

  /** The configuration that it works by. */
  HostSettings settings() {
    return settings;
  }

  /** The static addresses that it knew and has to hold no longer. */
  Set<IpPrefix> droppedStatics() {
    return droppedStatics;
  }

  /** Whether it was told to end. */
  boolean stopping() {
    return stopping;
  }

  /** Whether every plan has been acknowledged and every notification is on time. */
  boolean settled() {
    return worker.isIdle()
        && !deaf
        && unread == 0
        && inbox.isEmpty()
        && stage.world().now() > netlinkAtNanos;
  }

  /** Whether a link may count as something else than it is, until its delay is over. */
  boolean delaysLinks() {
    long now = host.localNow();
    boolean waits = now <= linkToldAtNanos + settings.linkDelayNanos() || deadlineNanos <= now;
    return settings.linkDelayNanos() > 0 && waits;
  }

  /** Whether addresses or roles may have changed since this was last asked. */
  boolean movedSinceAsked() {
    long seen = host.kernel().changeCount() + transitionCount;
    boolean moved = seen != movementSeen;
    movementSeen = seen;
    return moved;
  }

  /** Notes that an instance has changed its state. */
  void moved() {
    transitionCount++;
  }

  /** Ends it as SIGKILL does. */
  void kill() {
    alive = false;
    host.kernel().monitor(_ -> {});
  }

  /** Holds it as SIGSTOP does; what arrives waits. */
  void pause() {
    paused = true;
    pausedAtNanos = stage.world().now();
  }

  /** Lets it go on. What waited is read in one turn. */
  void resume() {
    paused = false;
    host.hardware().wasHeld(pausedAtNanos, stage.world().now());
    if (!alive) {
      return;
    }
    var waiting = List.copyOf(inbox);
    inbox.clear();
    datagramsWaiting = 0;
    turn(waiting);
    worker.resume();
  }

  /** Its netlink socket has overflown: from now on notifications are lost. */
  void loseNotifications() {
    deaf = true;
  }

  /** It reads ENOBUFS from the netlink socket, and looks at everything anew. */
  void resync() {
    if (deaf && alive) {
      deaf = false;
      post(host.kernel().survey());
    }
  }

  /** The host's clock goes otherwise than before: the wake-up was planned wrongly. */
  void clockChanged() {
    wakeAtNanos = Long.MAX_VALUE;
    if (awake()) {
      arm();
    }
  }

  /** Gives the node an event that the supervisor caused. */
  void post(NodeEvent event) {
    input(new Input.Event(event));
  }

  /** The supervisor hands over the host's configuration as it is now. */
  void reload() {
    input(new Input.Reload(host.settings()));
  }

  /** A packet reached the host's LAN link. */
  void hear(Datagram datagram, int linkIndex) {
    if (!alive || datagramsWaiting >= SOCKET_QUEUE_MAX) {
      return;
    }
    byte[] bytes = datagram.bytes();
    var family = bytes.length > 0 && bytes[0] >> 4 == 6 ? IpFamily.INET6 : IpFamily.INET;
    // A kernel lets nothing through whose IP header is wrong, or that is for somebody else.
    var envelope =
        IpEnvelope.of(family, bytes, bytes.length)
            .filter(found -> host.answersTo(found.destination()));
    if (envelope.isEmpty()) {
      return;
    }
    var channel = sockets.on(linkIndex, envelope.get().destination());
    if (channel != null) {
      datagramsWaiting += paused ? 1 : 0;
      input(new Input.Packet(channel, envelope.get(), datagram));
    }
  }

  /** Whether it has a socket on this link for packets to this address. */
  boolean listens(int linkIndex, IpAddress destination) {
    return alive && sockets.on(linkIndex, destination) != null;
  }

  private void notified(NodeEvent event) {
    if (deaf) {
      return;
    }
    netlinkAtNanos = Math.max(netlinkAtNanos, stage.world().now() + host.hardware().netlinkNanos());
    stage.world().at(netlinkAtNanos, () -> post(event));
  }

  private void input(Input input) {
    if (!alive) {
      return;
    }
    if (paused) {
      inbox.add(input);
    } else {
      turn(List.of(input));
    }
  }

  private void turn(List<Input> inputs) {
    long now = host.localNow();
    unread = inputs.size();
    lookAtClocks(now);
    new LoopTurn(now - deadlineNanos, host.takeSleepNanos()).run(new Reader(inputs, now), false);
    if (alive && deadlineNanos <= now) {
      throw new Violation(host.name() + ": a deadline that is past remains: " + seats);
    }
    if (alive) {
      arm();
    }
  }

  /** Tells the node of the clocks at first, and whenever one was set; they matter to who signs. */
  private void lookAtClocks(long nowNanos) {
    if (settings.routers().stream().noneMatch(router -> router.terms().signed())) {
      return;
    }
    var read = host.clocks();
    boolean news =
        clocks.isEmpty()
            || Math.abs(read.wallAheadNanos() - clocks.get().wallAheadNanos()) > CLOCK_NEWS_NANOS;
    if (news) {
      clocks = Optional.of(read);
      step(read, nowNanos);
    }
  }

  /** Reads what has come, in one turn. */
  private final class Reader implements LoopTurn.Driver {

    private final List<Input> inputs;
    private final long nowNanos;

    Reader(List<Input> inputs, long nowNanos) {
      this.inputs = inputs;
      this.nowNanos = nowNanos;
    }

    @Override
    public void stalled(long gapNanos) {
      step(new NodeEvent.Stalled(gapNanos), nowNanos);
    }

    @Override
    public void hearReady() {
      for (Input input : inputs) {
        unread--;
        switch (input) {
          case Input.Event(var event) -> step(event, nowNanos);
          case Input.Packet packet -> read(packet, nowNanos);
          case Input.Reload(var next) -> {
            droppedStatics.addAll(settings.statics());
            next.statics().forEach(droppedStatics::remove);
            settings = next;
            step(new NodeEvent.Reconfigured(next.configuration()), nowNanos);
          }
        }
      }
    }

    /** All that waits is among the inputs. */
    @Override
    public void hearAll() {}

    @Override
    public boolean isDue() {
      return alive && deadlineNanos <= nowNanos;
    }

    @Override
    public void timePassed() {
      while (isDue()) {
        step(new NodeEvent.TimePassed(), nowNanos);
      }
    }
  }

  /** A raw IPv6 socket gives the message alone, and its envelope beside it. */
  private void read(Input.Packet packet, long now) {
    byte[] bytes = packet.datagram().bytes();
    var envelope = packet.envelope();
    int hidden = envelope.source().family() == IpFamily.INET6 ? envelope.offset() : 0;
    System.arraycopy(bytes, hidden, buffer, 0, bytes.length - hidden);
    var given =
        new IpEnvelope(
            envelope.source(),
            envelope.destination(),
            envelope.hopLimit(),
            envelope.offset() - hidden,
            envelope.lengthBytes());
    step(new NodeEvent.DatagramReceived(packet.channel(), given, buffer), now, packet.datagram());
    // Whoever kept the loop's buffer will read nonsense from it.
    Arrays.fill(buffer, 0, bytes.length, (byte) 0xEE);
  }

  private void step(NodeEvent event, long now) {
    step(event, now, null);
  }

  private void step(NodeEvent event, long now, @Nullable Datagram datagram) {
    stopping |= event instanceof NodeEvent.Stop;
    if (event instanceof NodeEvent.LinkChanged || event instanceof NodeEvent.Surveyed) {
      linkToldAtNanos = now;
    }
    if (event instanceof NodeEvent.SocketOpened(int channel) && sockets.wanted(channel) != null) {
      sockets.opened(channel);
    }
    long deadlineBefore = deadlineNanos;
    List<NodeAction> actions;
    try {
      actions = node.on(event, now);
    } catch (RuntimeException | AssertionError bug) {
      throw new Violation(host.name() + ": the node threw on " + event, bug);
    }
    deadlineNanos = node.nextDeadlineNanos();
    if (seats.isEmpty() || event instanceof NodeEvent.Reconfigured) {
      takeSeats();
    }
    stage.judge().stepped(new ObservedEvent(this, event, now, deadlineBefore, actions, datagram));
    for (JudgedInstance judged : seats) {
      judged.memory().state = judged.state();
    }
    for (NodeAction action : actions) {
      carryOut(action);
    }
    if (alive) {
      stage.judge().acted(this);
    }
  }

  private void takeSeats() {
    seats =
        node.instances().stream()
            .map(
                each -> new JudgedInstance(each, settings.router(each.name()), memory(each.name())))
            .toList();
  }

  private void carryOut(NodeAction action) {
    switch (action) {
      case NodeAction.SendAdvert advert -> send(advert);
      case NodeAction.Apply(var plan) -> worker.enqueue(plan);
      case NodeAction.Withdraw(var instance, var lastPlanId) ->
          worker.withdraw(instance, lastPlanId);
      case NodeAction.OpenSocket(var channel, var socket) -> {
        sockets.want(channel, socket);
        worker.open(channel, sockets);
      }
      case NodeAction.FilterSocket(var channel, var socket) -> sockets.want(channel, socket);
      case NodeAction.CloseSocket(var channel) -> sockets.close(channel);
      // No host here has a session.
      case NodeAction.SendControl _, NodeAction.OpenBfdSocket _, NodeAction.CloseBfdSocket _ -> {}
      case NodeAction.Say(var line) -> {
        host.hardware().logged(line.text());
        stage.story().say(host, line.text());
      }
      case NodeAction.Notify(var transition) -> stage.story().announce(host, transition);
      case NodeAction.Finished _ -> {
        kill();
        host.finished(settings);
      }
    }
  }

  private void send(NodeAction.SendAdvert advert) {
    int channel = advert.channel();
    int linkIndex = sockets.sendingLink(channel);
    int errno = host.transmit(linkIndex, advert.destination(), advert.packet().clone());
    if (errno != 0) {
      stage.world().after(0, () -> post(new NodeEvent.SocketFailed(channel, "sendmsg", errno)));
    }
  }

  /** Sees to it that the node is woken at its deadline, and little later. */
  private void arm() {
    if (deadlineNanos == Long.MAX_VALUE) {
      return;
    }
    long wake = host.worldNanos(deadlineNanos) + host.hardware().latenessNanos();
    if (wake < wakeAtNanos) {
      wakeAtNanos = wake;
      stage.world().at(wake, () -> wake(wake));
    }
  }

  private void wake(long plannedNanos) {
    if (plannedNanos != wakeAtNanos) {
      return;
    }
    wakeAtNanos = Long.MAX_VALUE;
    if (!awake()) {
      return;
    }
    long now = host.localNow();
    if (now >= deadlineNanos) {
      turn(List.of());
    } else {
      arm();
    }
  }
}
