package dev.baton.router.loop;

import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.model.Configuration;
import dev.baton.core.net.IpAddress;
import dev.baton.core.node.Node;
import dev.baton.core.node.NodeAction;
import dev.baton.core.node.NodeEvent;
import dev.baton.core.node.NodeOptions;
import dev.baton.core.node.SocketSpec;
import dev.baton.core.vrrp.VrrpState;
import dev.baton.core.wire.RouterSnapshot;
import dev.baton.core.wire.SnapshotSection;
import dev.baton.core.wire.ToSupervisor;
import dev.baton.linux.poll.Poller;
import dev.baton.router.socket.VrrpSocket;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Connects the node to the outside. It records each event, passes it to the node, and carries out
 * the resulting actions in order. Adverts leave in one call for each socket; plans go to the thread
 * that changes the kernel.
 */
final class NodeActor implements VrrpSockets.Listener {

  /** After so many rounds the sockets are looked at again. */
  private static final int DUE_ROUNDS_MAX = 100;

  private final VrrpSockets sockets;
  private final Wire wire;
  private final ClockWatch clocks = new ClockWatch();
  private final EventRecorder recorder = new EventRecorder();

  /** What failed while actions were carried out; the node hears of it when they are done. */
  private final ArrayDeque<NodeEvent> owed = new ArrayDeque<>();

  private final ObjLongConsumer<String> withdrawals;
  private Consumer<KernelPlan> plans;
  private @Nullable Node node;
  private long lastNanos;
  private long wokenNanos;
  private boolean finished;

  /**
   * Who does what the loop may not wait for.
   *
   * @param plans takes the changes of the kernel
   * @param withdrawals takes back, for an instance, the announcements of plans up to this one
   * @param sockets opens and closes sockets
   */
  record OffLoop(
      Consumer<KernelPlan> plans,
      ObjLongConsumer<String> withdrawals,
      VrrpSockets.Opener sockets) {}

  /**
   * Without a node yet, which begins with the first configuration.
   *
   * @param poller where the sockets are polled, with tokens from {@code firstToken} up
   */
  NodeActor(Wire wire, Poller poller, long firstToken, OffLoop offLoop) {
    this.wire = wire;
    this.sockets = new VrrpSockets(poller, firstToken, offLoop.sockets(), this);
    this.plans = offLoop.plans();
    this.withdrawals = offLoop.withdrawals();
  }

  /** Begins with a node that waits for its first survey. */
  void begin(Configuration configuration, NodeOptions options) {
    lastNanos = System.nanoTime();
    node = new Node(configuration, options, lastNanos);
    on(clocks.read());
  }

  /** Looks at the clocks: what is signed from now on bears their time. */
  void lookAtClocks() {
    if (node != null) {
      clocks.news().ifPresent(this::on);
    }
  }

  /**
   * Packets that are read from now on count as heard at this time, when they woke the loop. Code
   * that has not run for an interval takes a quarter of a millisecond to look at one, and a backup
   * would wait so much longer for the next.
   */
  void woken(long nowNanos) {
    wokenNanos = nowNanos;
  }

  boolean hasBegun() {
    return node != null;
  }

  private Node node() {
    return Objects.requireNonNull(node, "no configuration yet");
  }

  VrrpSockets sockets() {
    return sockets;
  }

  /** When the node wants to hear of time, in monotonic nanoseconds, or never. */
  long nextDeadlineNanos() {
    return node == null ? VrrpState.NEVER : node.nextDeadlineNanos();
  }

  /** Whether its deadline came before the turn began. */
  boolean isDue() {
    return nextDeadlineNanos() <= wokenNanos;
  }

  /**
   * Whether what the node wants to hear of at its deadline, which this is, is the end of a master.
   */
  boolean takesOverAt(long deadlineNanos) {
    return node != null && node.takesOverAt(deadlineNanos);
  }

  /** Whether the node has stopped and given all up. */
  boolean isFinished() {
    return finished;
  }

  /** Adds what it knows to a snapshot. */
  void show(RouterSnapshot.Builder snapshot) {
    snapshot
        .add(SnapshotSection.INSTANCES, node()::snapshot)
        .add(SnapshotSection.HOST, node()::hostSnapshot)
        .add(SnapshotSection.SOCKETS, sockets::figures);
  }

  /** The last events, for the post-mortem. */
  List<String> recordedLines() {
    return recorder.lines(System.nanoTime());
  }

  /** From now on plans go another way. */
  void planThrough(Consumer<KernelPlan> other) {
    plans = other;
  }

  /** Gives the node an event, and does what it says. */
  void on(NodeEvent event) {
    on(event, System.nanoTime());
  }

  /** The same if there is a node: what went before, it did not hold. */
  void onceBegun(NodeEvent event) {
    if (node != null) {
      on(event);
    }
  }

  /** Tells the node that time has passed, as often as it has something to do at this moment. */
  void timePassed() {
    long nowNanos = System.nanoTime();
    for (int i = 0; i < DUE_ROUNDS_MAX; i++) {
      on(new NodeEvent.TimePassed(), nowNanos);
      if (nextDeadlineNanos() > nowNanos) {
        return;
      }
    }
  }

  private void on(NodeEvent event, long nowNanos) {
    lastNanos = nowNanos;
    recorder.record(event, nowNanos);
    carryOut(node().on(event, nowNanos));
    tellFailures(nowNanos);
  }

  private void tellFailures(long nowNanos) {
    while (!owed.isEmpty()) {
      NodeEvent failure = owed.remove();
      recorder.record(failure, nowNanos);
      carryOut(node().on(failure, nowNanos));
    }
  }

  /** What was to be opened for a channel is open. */
  void socketOpened(int channel, VrrpSocket socket) {
    sockets.opened(channel, socket);
    tellFailures(System.nanoTime());
  }

  /** What was to be opened could not be. */
  void socketRefused(NodeEvent.SocketFailed failure) {
    sockets.refused(failure);
    tellFailures(System.nanoTime());
  }

  private void carryOut(List<NodeAction> actions) {
    for (int i = 0; i < actions.size(); i++) {
      NodeAction action = actions.get(i);
      if (action instanceof NodeAction.SendAdvert(int channel, IpAddress to, byte[] packet)) {
        sockets.send(channel, to, packet);
      } else {
        sockets.flush();
        carryOut(action);
      }
    }
    sockets.flush();
  }

  private void carryOut(NodeAction action) {
    switch (action) {
      case NodeAction.SendAdvert(int channel, IpAddress to, byte[] packet) ->
          sockets.send(channel, to, packet);
      case NodeAction.Apply(KernelPlan plan) -> plans.accept(plan);
      case NodeAction.Withdraw(String instance, long lastPlanId) ->
          withdrawals.accept(instance, lastPlanId);
      case NodeAction.OpenSocket(int channel, SocketSpec spec) -> sockets.open(channel, spec);
      case NodeAction.FilterSocket(int channel, SocketSpec spec) -> sockets.filter(channel, spec);
      case NodeAction.CloseSocket(int channel) -> sockets.close(channel);
      case NodeAction.Say(var line) -> wire.say(new ToSupervisor.Log(line));
      case NodeAction.Notify(var transition) -> wire.say(new ToSupervisor.Transitioned(transition));
      case NodeAction.Finished _ -> finished = true;
    }
  }

  @Override
  public void heard(NodeEvent.DatagramReceived event) {
    // Time does not run backwards for the node: something else may have come first in this turn.
    on(event, Math.max(lastNanos, wokenNanos));
  }

  @Override
  public void opened(int channel, VrrpSocket socket) {
    wire.say(new ToSupervisor.Log(RouterLog.socket(socket.spec(), socket.figures())));
    on(new NodeEvent.SocketOpened(channel));
  }

  @Override
  public void failed(NodeEvent.SocketFailed event) {
    owed.add(event);
  }
}
