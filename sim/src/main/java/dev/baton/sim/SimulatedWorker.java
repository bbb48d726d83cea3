package dev.baton.sim;

import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.kernel.KernelStep;
import dev.baton.core.kernel.Operation;
import dev.baton.core.kernel.Resource;
import dev.baton.core.node.NodeEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What changes the kernel for a router, and opens its sockets: each thing takes its time. */
final class SimulatedWorker {

  private final RunContext stage;
  private final SimulatedRouter router;
  private final Deque<KernelPlan> plans = new ArrayDeque<>();

  /** By instance, the last plan whose announcements were called back. */
  private final Map<String, Long> withdrawn = new HashMap<>();

  private final SimulatedFirewall firewall;
  private int plansUnderWay;
  private int openingsUnderWay;

  SimulatedWorker(RunContext stage, SimulatedRouter router) {
    this.stage = stage;
    this.router = router;
    this.firewall = new SimulatedFirewall(router);
  }

  /** Whether all that it was given is done and acknowledged. */
  boolean isIdle() {
    return plansUnderWay == 0 && openingsUnderWay == 0;
  }

  /** It was held with the router, and goes on. */
  void resume() {
    if (plansUnderWay > 0) {
      stage.world().after(router.host().hardware().handsNanos(), this::work);
    }
  }

  /** Nothing is announced any more for this instance by plans up to this one. */
  void withdraw(String instance, long lastPlanId) {
    withdrawn.put(instance, lastPlanId);
  }

  void enqueue(KernelPlan plan) {
    plans.add(plan);
    plansUnderWay++;
    if (plans.size() == 1) {
      stage.world().after(router.host().hardware().handsNanos(), this::work);
    }
  }

  /** Opens what is wanted of a channel, if it still is when it comes to it. */
  void open(int channel, VirtualSockets sockets) {
    openingsUnderWay++;
    stage
        .world()
        .after(
            router.host().hardware().handsNanos(),
            () -> {
              openingsUnderWay--;
              var socket = sockets.wanted(channel);
              if (socket != null) {
                int errno = router.host().socketErrno(socket.transport().linkIndex());
                router.post(
                    errno == 0
                        ? new NodeEvent.SocketOpened(channel)
                        : new NodeEvent.SocketFailed(channel, "setsockopt", errno));
              }
            });
  }

  private void work() {
    if (!router.awake() || plans.isEmpty()) {
      return;
    }
    var plan = plans.remove();
    var outcome = new KernelPlan.Outcome(plan.id(), execute(plan));
    if (!router.alive()) {
      return;
    }
    stage.world().after(router.host().hardware().netlinkNanos(), () -> acknowledge(outcome));
    if (!plans.isEmpty()) {
      stage.world().after(router.host().hardware().handsNanos(), this::work);
    }
  }

  private void acknowledge(KernelPlan.Outcome outcome) {
    plansUnderWay--;
    router.post(new NodeEvent.PlanDone(outcome));
  }

  private List<KernelPlan.Failure> execute(KernelPlan plan) {
    List<KernelPlan.Failure> failures = new ArrayList<>();
    boolean silent = plan.id() <= withdrawn.getOrDefault(plan.instance(), 0L);
    firewall.begin(plan);
    for (int i = 0; i < plan.steps().size() && router.alive(); i++) {
      var step = plan.steps().get(i);
      if (silent && step instanceof KernelStep.SendFrames) {
        continue;
      }
      var errnos = execute(step);
      for (int j = 0; j < errnos.size(); j++) {
        if (errnos.get(j) != 0) {
          failures.add(new KernelPlan.Failure(i, j, errnos.get(j)));
        }
      }
    }
    return failures;
  }

  private List<Integer> execute(KernelStep step) {
    VirtualHost host = router.host();
    return switch (step) {
      case KernelStep.Change(var operations) -> operations.stream().map(this::change).toList();
      case KernelStep.SendFrames(var linkIndex, var frames) -> {
        frames.forEach(frame -> host.transmitFrame(linkIndex, frame));
        yield List.of();
      }
      case KernelStep.WriteSysctl(var path, var value) ->
          List.of(host.kernel().writeSysctl(path, value));
      case KernelStep.RestoreSysctl(var path, _) -> List.of(host.kernel().writeSysctl(path, "0"));
      case KernelStep.KeepFirewall(_, var shares) -> {
        firewall.keep(shares);
        yield List.of();
      }
    };
  }

  /** The router may die between two changes; the kernel keeps those that were made. */
  private boolean isDead() {
    if (router.alive() && router.host().hardware().dies()) {
      router.host().killRouter();
    }
    return !router.alive();
  }

  private int change(Operation operation) {
    if (isDead()) {
      return 0;
    }
    int refusal = router.host().hardware().refusalErrno(stage.world().now());
    if (refusal != 0) {
      return refusal;
    }
    firewall.check(operation);
    return operation.resource() instanceof Resource.Filter(var entry)
        ? firewall.change(entry, operation instanceof Operation.Set)
        : router.host().kernel().change(operation);
  }
}
