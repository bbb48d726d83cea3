package dev.baton.core.node;

import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.log.LogLine;
import dev.baton.core.net.IpAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The actions of one turn, in this order: open sockets, send adverts, submit plans to the worker,
 * report to the operator and the supervisor, and finally close sockets, because an instance may
 * just have resigned through one of them.
 */
final class TurnActions {

  private final NodeOptions options;
  private final List<NodeAction> opened = new ArrayList<>();
  private final List<NodeAction> adverts = new ArrayList<>();
  private final List<NodeAction> plans = new ArrayList<>();
  private final List<NodeAction> told = new ArrayList<>();
  private final List<NodeAction> closed = new ArrayList<>();
  private long nowNanos;

  /** Turns of a node; the options decide what is worth a line. */
  TurnActions(NodeOptions options) {
    this.options = options;
  }

  /** Begins a turn at this time, with nothing to do yet. */
  void begin(long turnNanos) {
    nowNanos = turnNanos;
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
    return nowNanos;
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
