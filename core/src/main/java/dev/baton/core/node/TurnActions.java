package dev.baton.core.node;

import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.log.LogLine;
import dev.baton.core.net.IpAddress;
import dev.baton.core.vrrp.HostTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The actions of one turn, in this order: open sockets, send adverts, submit plans to the worker,
 * report to the operator and the supervisor, and finally close sockets, because an instance may
 * just have resigned through one of them.
 */
final class TurnActions {

  /** The wall clock moves by so much at once only if it is set; NTP turns it by 0.5 ms a second. */
  private static final long STEP_NANOS = 500_000_000;

  private final NodeOptions options;
  private final List<NodeAction> opened = new ArrayList<>();
  private final List<NodeAction> adverts = new ArrayList<>();
  private final List<NodeAction> plans = new ArrayList<>();
  private final List<NodeAction> told = new ArrayList<>();
  private final List<NodeAction> closed = new ArrayList<>();
  private final Set<LogLine> saidOnce = new HashSet<>();
  private HostTime time = HostTime.NONE;
  private Optional<NodeEvent.ClocksRead> clocks = Optional.empty();

  /** Turns of a node; the options decide what is worth a line. */
  TurnActions(NodeOptions options) {
    this.options = options;
  }

  /** Begins a turn at this time, with nothing to do yet. */
  void begin(long turnNanos) {
    time = new HostTime(turnNanos, time.wallAheadNanos(), time.steppedNanos());
    for (List<NodeAction> lane : List.of(opened, adverts, plans, told, closed)) {
      lane.clear();
    }
  }

  boolean wantsDetail() {
    return options.detail();
  }

  boolean wantsAddresses() {
    return options.tellAddresses();
  }

  long nowNanos() {
    return time.nowNanos();
  }

  /** The clocks are read: nobody has set them before they were read first. */
  void clocks(NodeEvent.ClocksRead read) {
    long setNanos =
        clocks.isEmpty()
            ? 0
            : read.wallAheadNanos()
                - clocks.get().wallAheadNanos()
                - (read.bootAheadNanos() - clocks.get().bootAheadNanos());
    long stepNanos = Math.abs(setNanos) > STEP_NANOS ? setNanos : 0;
    time = new HostTime(time.nowNanos(), read.wallAheadNanos(), time.steppedNanos() + stepNanos);
    clocks = Optional.of(read);
  }

  HostTime time() {
    return time;
  }

  void open(int channel, SocketSpec socket) {
    opened.add(new NodeAction.OpenSocket(channel, socket));
  }

  void filter(int channel, SocketSpec socket) {
    opened.add(new NodeAction.FilterSocket(channel, socket));
  }

  void close(int channel) {
    closed.add(new NodeAction.CloseSocket(channel));
  }

  void send(int channel, IpAddress destination, byte[] packet) {
    adverts.add(new NodeAction.SendAdvert(channel, destination, packet));
  }

  void apply(KernelPlan plan) {
    plans.add(new NodeAction.Apply(plan));
  }

  void withdraw(String instance, long lastPlanId) {
    plans.add(new NodeAction.Withdraw(instance, lastPlanId));
  }

  boolean wants(LogLine line) {
    return options.detail() || line.level() != LogLine.Level.DETAIL;
  }

  void say(LogLine line) {
    if (wants(line)) {
      told.add(new NodeAction.Say(line));
    }
  }

  /** What does not depend on whom it concerns is told once, whoever meets it. */
  void sayOnce(LogLine line) {
    if (saidOnce.add(line)) {
      say(line);
    }
  }

  void notify(Transition transition) {
    told.add(new NodeAction.Notify(transition));
  }

  void finished() {
    closed.add(new NodeAction.Finished());
  }

  /** Everything, in order. */
  List<NodeAction> actions() {
    var actions = new ArrayList<NodeAction>();
    for (List<NodeAction> lane : List.of(opened, adverts, plans, told, closed)) {
      actions.addAll(lane);
    }
    return actions;
  }
}
