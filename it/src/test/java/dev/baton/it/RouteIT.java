package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.core.kernel.Actual;
import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.kernel.Desired;
import dev.baton.core.kernel.Desired.Lifetime;
import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.kernel.KernelStep;
import dev.baton.core.kernel.Reconciler;
import dev.baton.core.kernel.Refusal;
import dev.baton.core.kernel.Resource;
import dev.baton.core.kernel.ResourcePlan;
import dev.baton.core.kernel.RouteSpec;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpPrefix;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import dev.baton.linux.OsException;
import dev.baton.linux.host.NetworkNamespace;
import dev.baton.router.worker.KernelActor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A route all the way: from what is desired by a plan and the router's actor to the kernel. */
final class RouteIT {

  private final Lan lan = new Lan();
  private final Host one = lan.host("one", "10.9.0.1/24");
  private final int linkIndex = Integer.parseInt(one.ip("-o link show eth0").split(":", 2)[0]);

  private final Resource address =
      new Resource.Address(
          new AddressSpec(
              prefix("10.9.3.5/24"),
              "eth0",
              -1,
              "",
              Optional.empty(),
              Optional.empty(),
              0,
              -1,
              true,
              false),
          linkIndex);

  @AfterEach
  void clean() {
    lan.close();
  }

  private static IpPrefix prefix(String text) {
    return IpPrefix.parse(text).orElseThrow();
  }

  private Resource route(String destination, String hop) {
    List<RouteSpec.Hop> hops = List.of(new RouteSpec.Hop(IpAddress.parse(hop), "eth0"));
    var spec = RouteSpec.unicast(prefix(destination), hops, 77, 5);
    IpAddress own = IpAddress.parse("10.9.3.5").orElseThrow();
    return new Resource.Route(spec.from(own), List.of(linkIndex));
  }

  private String routes() {
    return one.ip("route show table 77 proto keepalived").strip();
  }

  /** Its hop and its source are of an address that comes with it. */
  @Test
  void comesBehindItsAddressAndGoesBeforeIt() throws Exception {
    Resource far = route("198.51.100.0/24", "10.9.3.9");
    Desired both = Desired.of(Lifetime.MASTER, List.of(far, address));
    assertEquals(List.of(), refused(both, Set.of()));
    assertEquals("198.51.100.0/24 via 10.9.3.9 dev eth0 src 10.9.3.5 metric 5", routes());

    // Another way to the same place, as a reload may bring it.
    Resource other = route("198.51.100.0/24", "10.9.3.8");
    Desired changed = Desired.of(Lifetime.MASTER, List.of(other, address));
    assertEquals(List.of(), refused(changed, both.resources()));
    assertEquals("198.51.100.0/24 via 10.9.3.8 dev eth0 src 10.9.3.5 metric 5", routes());

    assertEquals(List.of(), refused(Desired.NOTHING, changed.resources()));
    assertEquals("", routes());
    assertEquals(false, one.holds("10.9.3.5"));
  }

  /** The kernel took it along with the last address, and says that it is not there. */
  @Test
  void thatIsGoneAlreadyIsAsGoodAsRemoved() throws Exception {
    Resource far = route("198.51.100.0/24", "10.9.3.9");
    Desired both = Desired.of(Lifetime.MASTER, List.of(far, address));
    assertEquals(List.of(), refused(both, Set.of()));
    one.ip("address delete 10.9.3.5/24 dev eth0");
    one.ip("address delete 10.9.0.1/24 dev eth0");
    assertEquals("", routes());
    assertEquals(List.of(Refusal.FINE, Refusal.FINE), refused(Desired.NOTHING, both.resources()));
  }

  private static Refusal meaning(KernelPlan plan, KernelPlan.Failure failure) {
    var step = (KernelStep.Change) plan.steps().get(failure.stepIndex());
    return Refusal.of(step.operations().get(failure.entryIndex()), failure.errno());
  }

  /** Leads from what is present to what is desired; what the kernel refused, by its meaning. */
  private List<Refusal> refused(Desired desired, Set<Resource> present) throws Exception {
    var actual = new Actual(new LinkedHashSet<>(present), Set.of(), Set.of());
    var plan = new KernelPlan(1, "VI_1", ResourcePlan.of(Reconciler.diff(desired, actual)));
    // Its sockets are of the namespace that its thread is in.
    var done = new CompletableFuture<KernelPlan.Outcome>();
    Thread.ofPlatform()
        .start(
            () -> {
              try {
                NetworkNamespace.enter(one.namespace());
                try (KernelActor actor = KernelActor.open()) {
                  done.complete(actor.carryOut(plan));
                }
              } catch (OsException | RuntimeException failed) {
                done.completeExceptionally(failed);
              }
            });
    return done.get().failures().stream().map(it -> meaning(plan, it)).toList();
  }
}
