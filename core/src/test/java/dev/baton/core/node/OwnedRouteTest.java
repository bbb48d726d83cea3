package dev.baton.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.kernel.Desired;
import dev.baton.core.kernel.Desired.Lifetime;
import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.kernel.KernelStep;
import dev.baton.core.kernel.Resource;
import dev.baton.core.kernel.RouteSpec;
import dev.baton.core.kernel.RouteSpec.Hop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A route that is held while an address is: order, refusals, and the end of their link. */
final class OwnedRouteTest {

  private static final int ESRCH = 3;
  private static final int ENETUNREACH = 101;
  private static final int EINVAL = 22;

  private final Resource.Address address =
      new Resource.Address(
          new AddressSpec(
              TestConfig.prefix("10.5.0.1/24"),
              "eth0",
              -1,
              "",
              Optional.empty(),
              Optional.empty(),
              0,
              -1,
              true,
              false),
          2);
  private final Resource.Route route = via("10.5.0.9");
  private final OwnedResources owned = new OwnedResources();
  private long now = 1_000_000_000L;

  private static Resource.Route via(String hop) {
    List<Hop> hops = List.of(new Hop(Optional.of(TestConfig.address(hop)), "eth0"));
    var spec = RouteSpec.unicast(TestConfig.prefix("198.51.100.0/24"), hops, RouteSpec.MAIN, 0);
    return new Resource.Route(spec, List.of(2));
  }

  private void configure(Resource... resources) {
    owned.configure(Desired.of(Lifetime.MASTER, List.of(resources)), _ -> List.of(new byte[1]), 1);
  }

  /** The steps that are due now, under way from now on. */
  private List<String> begin() {
    List<KernelStep> steps = owned.settle(now);
    if (!steps.isEmpty()) {
      owned.started(steps);
    }
    return steps.stream().map(OwnedRouteTest::word).toList();
  }

  private static String word(KernelStep step) {
    return switch (step) {
      case KernelStep.Change change ->
          (change.sets() ? "add " : "delete ")
              + change.operations().stream().map(it -> TestWords.text(it.resource())).toList();
      case KernelStep.SendFrames _ -> "frames";
      case KernelStep.WriteSysctl _, KernelStep.RestoreSysctl _ -> "sysctl";
      case KernelStep.KeepFirewall _ -> "firewall";
    };
  }

  /** The worker answers; what is told to the operator. */
  private List<OwnedResources.Refused> answer(KernelPlan.Failure... failures) {
    var told = new ArrayList<OwnedResources.Refused>();
    owned.done(new KernelPlan.Outcome(1, List.of(failures)), now, told);
    return told;
  }

  @Test
  void itComesBehindTheAnnouncedAddressAndGoesBeforeIt() {
    configure(route, address);
    owned.take();
    assertEquals(List.of("add [10.5.0.1/24@2]", "frames", "add [198.51.100.0/24 via@2]"), begin());
    assertFalse(owned.complete());
    answer();
    assertTrue(owned.complete());
    assertEquals(List.of(address), owned.present());
    owned.giveUp();
    assertEquals(List.of("delete [198.51.100.0/24 via@2, 10.5.0.1/24@2]"), begin());
    // The kernel has taken it along already.
    assertEquals(List.of(), answer(new KernelPlan.Failure(0, 0, ESRCH)));
    assertFalse(owned.holdsAny());
  }

  @Test
  void aHopThatCannotBeReachedIsTriedAgainAndThenTold() {
    configure(address, route);
    owned.take();
    begin();
    assertEquals(List.of(), answer(new KernelPlan.Failure(2, 0, ENETUNREACH)));
    for (int i = 1; i < OwnedResources.TRIES_MAX; i++) {
      now += OwnedResources.RETRY_NANOS;
      assertEquals(List.of("add [198.51.100.0/24 via@2]"), begin());
      var told = answer(new KernelPlan.Failure(0, 0, ENETUNREACH));
      assertEquals(i == OwnedResources.TRIES_MAX - 1, !told.isEmpty());
    }
    assertEquals(Long.MAX_VALUE, owned.nextDeadlineNanos());
  }

  @Test
  void whatMakesNoSenseIsToldAtOnce() {
    configure(address, route);
    owned.take();
    begin();
    var told = answer(new KernelPlan.Failure(2, 0, EINVAL));
    assertEquals(
        "(VI_1) cannot set the route to 198.51.100.0/24 in table 254: Invalid argument",
        NodeLog.refused("VI_1", told.getFirst().operation(), EINVAL).text());
    assertFalse(owned.refusedWholly());
    assertEquals(List.of(), begin());
  }

  @Test
  void aReloadReplacesIt() {
    configure(address, route);
    owned.take();
    begin();
    answer();
    configure(address, via("10.5.0.8"));
    assertEquals(List.of("delete [198.51.100.0/24 via@2]", "add [198.51.100.0/24 via@2]"), begin());
  }

  @Test
  void itGoesWithItsLink() {
    configure(address, route);
    owned.take();
    begin();
    answer();
    owned.linkGone(2);
    assertFalse(owned.holdsAny());
  }
}
