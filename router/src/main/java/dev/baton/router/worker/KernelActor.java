package dev.baton.router.worker;

import dev.baton.core.kernel.Firewall;
import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.kernel.KernelPlan.Failure;
import dev.baton.core.kernel.KernelStep;
import dev.baton.core.kernel.Operation;
import dev.baton.core.kernel.Resource;
import dev.baton.core.net.IpFamily;
import dev.baton.linux.OsException;
import dev.baton.linux.RefusedEntry;
import dev.baton.linux.firewall.FirewallClient;
import dev.baton.linux.host.Settings;
import dev.baton.linux.route.KernelChanges;
import dev.baton.linux.route.RouteClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Carries out plans, step by step: up to a hundred changes per request, and as many frames as the
 * socket accepts. It notes what the kernel refuses and continues with the rest.
 */
public final class KernelActor implements AutoCloseable {

  /**
   * Others hold the kernel's lock for hundreds of milliseconds at times; who holds it for longer
   * than this has died with it.
   */
  private static final long ANSWER_LIMIT_NANOS = 10_000_000_000L;

  private final RouteClient client;
  private final FrameSender frames;
  private final Settings settings = new Settings();
  private final KernelChanges changes;

  /** Without it nothing is filtered, and what is filtered stays so. */
  private final Optional<FirewallClient> firewall;

  private boolean rehearsing;

  /** The loop reads it. */
  private volatile int firewallPortId;

  private KernelActor(RouteClient client, FrameSender frames, Optional<FirewallClient> firewall) {
    this.client = client;
    this.frames = frames;
    this.changes = new KernelChanges(client, settings);
    this.firewall = firewall;
  }

  /** Opens the sockets that it works with. */
  public static KernelActor open() throws OsException {
    return open(true);
  }

  /**
   * The same for a router that ends by a bug of ours. It leaves what filters to the supervisor,
   * which sees whether the addresses have gone.
   */
  public static KernelActor openForCrash() throws OsException {
    return open(false);
  }

  private static KernelActor open(boolean filters) throws OsException {
    RouteClient client = RouteClient.open();
    try {
      return new KernelActor(
          client,
          FrameSender.open(),
          filters ? Optional.of(new FirewallClient()) : Optional.empty());
    } catch (OsException failed) {
      client.close();
      throw failed;
    }
  }

  /** By which notifications tell our own changes from others'. */
  public int portId() {
    return client.portId();
  }

  RouteClient client() {
    return client;
  }

  /** Does all steps of the plan and returns what failed of them. */
  public KernelPlan.Outcome carryOut(KernelPlan plan) {
    return carryOut(List.of(plan), _ -> false).getFirst();
  }

  /**
   * Does several plans side by side: of each the first step, then of each the second, and so on, so
   * that many steps cost one request.
   *
   * @param withdrawn whether a plan shall announce nothing any more, as may turn out while others
   *     hold the kernel's lock
   */
  List<KernelPlan.Outcome> carryOut(List<KernelPlan> plans, Predicate<KernelPlan> withdrawn) {
    List<KernelPlan.Outcome> outcomes = new ArrayList<>(plans.size());
    int stepCount = 0;
    for (KernelPlan plan : plans) {
      outcomes.add(new KernelPlan.Outcome(plan.id(), new ArrayList<>()));
      stepCount = Math.max(stepCount, plan.steps().size());
    }
    for (int step = 0; step < stepCount; step++) {
      change(step, plans, outcomes);
      announce(step, plans, withdrawn, outcomes);
    }
    return outcomes;
  }

  /** Where a refusal belongs. */
  private record Origin(List<Failure> failures, int stepIndex, int entryIndex) {

    void note(int errno) {
      if (errno != 0) {
        failures.add(new Failure(stepIndex, entryIndex, errno));
      }
    }
  }

  private void change(int step, List<KernelPlan> plans, List<KernelPlan.Outcome> outcomes) {
    List<Operation> operations = new ArrayList<>();
    List<Origin> origins = new ArrayList<>();
    for (int i = 0; i < plans.size(); i++) {
      if (step < plans.get(i).steps().size()) {
        List<Failure> failures = outcomes.get(i).failures();
        switch (plans.get(i).steps().get(step)) {
          case KernelStep.Change(var changes) -> {
            operations.addAll(changes);
            addOrigins(origins, failures, step, changes.size());
          }
          case KernelStep.KeepFirewall(Firewall wanted, var shares) ->
              new Origin(failures, step, 0).note(keep(wanted, shares));
          case KernelStep.WriteSysctl(String path, String value) ->
              new Origin(failures, step, 0).note(settings.write(path, value));
          case KernelStep.RestoreSysctl(String path, String value) ->
              new Origin(failures, step, 0).note(settings.restore(path, value));
          case KernelStep.SendFrames _ -> {}
        }
      }
    }
    // Filters come first, and go last.
    if (!operations.isEmpty() && operations.getFirst() instanceof Operation.Set) {
      filter(operations, origins);
      route(operations, origins);
    } else {
      route(operations, origins);
      filter(operations, origins);
    }
  }

  private void route(List<Operation> operations, List<Origin> origins) {
    List<Operation> routed = new ArrayList<>();
    List<Origin> theirs = new ArrayList<>();
    for (int i = 0; i < operations.size(); i++) {
      if (!isFilter(operations.get(i))) {
        routed.add(operations.get(i));
        theirs.add(origins.get(i));
      }
    }
    for (RefusedEntry refusal : changes.apply(routed, deadlineNanos())) {
      theirs.get(refusal.index()).note(refusal.errno());
    }
  }

  private void filter(List<Operation> operations, List<Origin> origins) {
    List<Operation> filters = new ArrayList<>();
    List<Origin> theirs = new ArrayList<>();
    for (int i = 0; i < operations.size(); i++) {
      if (isFilter(operations.get(i))) {
        filters.add(operations.get(i));
        theirs.add(origins.get(i));
      }
    }
    if (filters.isEmpty() || firewall.isEmpty()) {
      return;
    }
    if (rehearsing) {
      firewall.get().rehearse(filters, deadlineNanos());
      return;
    }
    int[] errnos = firewall.get().apply(filters, deadlineNanos());
    for (int i = 0; i < errnos.length; i++) {
      theirs.get(i).note(errnos[i]);
    }
  }

  private static boolean isFilter(Operation operation) {
    return operation.resource() instanceof Resource.Filter;
  }

  private int keep(Firewall wanted, Map<IpFamily, Firewall.Share> shares) {
    if (firewall.isEmpty()) {
      return 0;
    }
    int errno =
        switch (wanted) {
          case Firewall.Nftables nftables -> firewall.get().keep(nftables, shares, deadlineNanos());
        };
    firewallPortId = firewall.get().portId().orElse(0);
    return errno;
  }

  private static long deadlineNanos() {
    return System.nanoTime() + ANSWER_LIMIT_NANOS;
  }

  /** Does what a rehearsal gives it, of which only filters must not come to pass. */
  void rehearse(KernelPlan plan) {
    rehearsing = true;
    try {
      carryOut(plan);
    } finally {
      rehearsing = false;
    }
  }

  /** By which notices of the firewall name our own changes; 0 while there are none. */
  int firewallPortId() {
    return firewallPortId;
  }

  /** Makes anew what others did to the firewall: by family 0, or the errno of the refusal. */
  Map<IpFamily, Integer> mendFirewall() {
    return firewall.map(it -> it.mend(deadlineNanos())).orElse(Map.of());
  }

  /** Asks only now what was withdrawn: the changes before may have waited for long. */
  private void announce(
      int step,
      List<KernelPlan> plans,
      Predicate<KernelPlan> withdrawn,
      List<KernelPlan.Outcome> outcomes) {
    List<FrameSender.Frame> frames = new ArrayList<>();
    List<Origin> origins = new ArrayList<>();
    for (int i = 0; i < plans.size(); i++) {
      KernelPlan plan = plans.get(i);
      if (step < plan.steps().size()
          && plan.steps().get(step) instanceof KernelStep.SendFrames(int linkIndex, var all)
          && !withdrawn.test(plan)) {
        frames.addAll(FrameSender.on(linkIndex, all));
        addOrigins(origins, outcomes.get(i).failures(), step, all.size());
      }
    }
    int[] errnos = this.frames.send(frames);
    for (int i = 0; i < errnos.length; i++) {
      origins.get(i).note(errnos[i]);
    }
  }

  private static void addOrigins(
      List<Origin> origins, List<Failure> failures, int stepIndex, int entryCount) {
    for (int entry = 0; entry < entryCount; entry++) {
      origins.add(new Origin(failures, stepIndex, entry));
    }
  }

  @Override
  public void close() {
    client.close();
    frames.close();
    firewall.ifPresent(FirewallClient::close);
  }
}
