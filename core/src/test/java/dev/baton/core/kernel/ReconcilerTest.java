package dev.baton.core.kernel;

import static dev.baton.core.kernel.ResourcePlanTest.address;
import static dev.baton.core.kernel.ResourcePlanTest.route;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.core.kernel.Desired.Lifetime;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpPrefix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The difference of what should be and what is: its order, and that it leads there. */
final class ReconcilerTest {

  private static final int RUNS = 2_000;

  private static Actual holding(Resource... resources) {
    return new Actual(new LinkedHashSet<>(List.of(resources)), Set.of(), Set.of());
  }

  private static Desired desired(Resource... resources) {
    return Desired.of(Lifetime.MASTER, List.of(resources));
  }

  private static Operation set(Resource resource) {
    return new Operation.Set(resource);
  }

  private static Operation remove(Resource resource) {
    return new Operation.Remove(resource);
  }

  @Test
  void addressesComeBeforeRoutesAndGoBehindThem() {
    var one = address(1, 2);
    var two = address(2, 2);
    var near = route(1, 2, "10.0.0.254");
    var far = route(2, 2, "10.0.0.254");
    assertEquals(
        List.of(set(two), set(one), set(far), set(near)),
        Reconciler.diff(desired(far, two, near, one), Actual.NOTHING));
    assertEquals(
        List.of(remove(far), remove(near), remove(two), remove(one)),
        Reconciler.diff(Desired.NOTHING, holding(far, two, near, one)));
  }

  @Test
  void whatIsAsItShouldBeStays() {
    assertEquals(
        List.of(remove(address(1, 2)), set(address(3, 2))),
        Reconciler.diff(
            desired(address(2, 2), address(3, 2)), holding(address(1, 2), address(2, 2))));
  }

  @Test
  void whatMayHaveGoneIsSetAndRemoved() {
    var address = address(1, 2);
    var doubted = new Actual(Set.of(address), Set.of(address), Set.of());
    assertEquals(List.of(set(address)), Reconciler.diff(desired(address), doubted));
    assertEquals(List.of(remove(address)), Reconciler.diff(Desired.NOTHING, doubted));
  }

  @Test
  void whatIsTheHostsOwnStays() {
    var address = address(1, 2);
    var own = new Actual(Set.of(address), Set.of(), Set.of(address));
    assertEquals(List.of(), Reconciler.diff(Desired.NOTHING, own));
  }

  /** The kernel would refuse the new one while the old one is there. */
  @Test
  void whatIsChangedGoesBeforeItComes() {
    var before = route(1, 2, "10.0.0.253");
    var after = route(1, 2, "10.0.0.254");
    assertEquals(
        List.of(remove(before), set(after)), Reconciler.diff(desired(after), holding(before)));
    assertEquals(
        List.of(remove(address(1, 2, "a")), set(address(1, 2, "b"))),
        Reconciler.diff(desired(address(1, 2, "b")), holding(address(1, 2, "a"))));
  }

  @Test
  void whatIsOneToTheKernelIsRemovedOnce() {
    assertEquals(
        List.of(remove(address(1, 2, "a"))),
        Reconciler.diff(Desired.NOTHING, holding(address(1, 2, "a"), address(1, 2, "b"))));
  }

  /** As `ip address show` has it: the length is the peer's. */
  @Test
  void anAddressWithAPeerIsKnownByThePeersPrefix() {
    var local = IpAddress.parse("10.0.0.1").orElseThrow();
    var peer = IpPrefix.parse("10.0.0.9/30");
    var spec =
        new AddressSpec(
            IpPrefix.host(local), "ppp0", -1, "", Optional.empty(), peer, 0, -1, true, false);
    assertEquals(
        new Resource.Identity.OfAddress(5, new IpPrefix(local, 30)),
        new Resource.Address(spec, 5).identity());
  }

  @Test
  void wishesHaveTheirLifetimes() {
    var wished =
        Desired.of(Lifetime.CONFIGURED, List.of(address(1, 2)))
            .and(Desired.of(Lifetime.MASTER, List.of(address(2, 2), address(1, 2))));
    assertEquals(Set.of(address(1, 2), address(2, 2)), wished.resources());
    assertEquals(Set.of(address(1, 2)), wished.only(Lifetime.CONFIGURED).resources());
    assertEquals(Set.of(address(2, 2)), wished.only(Lifetime.MASTER).resources());
  }

  /**
   * From anything to anything: a kernel that refuses what it has, and forgets what it lacks, holds
   * in the end what is desired, and nothing else but what is the host's own.
   */
  @Test
  void theDifferenceLeadsToWhatIsDesired() {
    var random = new Random(6);
    for (int run = 0; run < RUNS; run++) {
      var present = some(random);
      var hosts = new LinkedHashSet<>(present);
      hosts.removeIf(_ -> random.nextInt(4) > 0);
      var doubtful = new LinkedHashSet<>(present);
      doubtful.removeIf(_ -> random.nextInt(4) > 0);
      var wanted = some(random);
      // Where the host's own stands in the way, nothing of ours can be.
      wanted.removeIf(it -> hosts.stream().anyMatch(own -> isAnother(it, own)));
      Map<Resource.Identity, Resource> kernel = new LinkedHashMap<>();
      for (Resource resource : present) {
        if (!doubtful.contains(resource) || random.nextBoolean()) {
          kernel.put(resource.identity(), resource);
        }
      }
      carryOut(
          Reconciler.diff(
              Desired.of(Lifetime.MASTER, wanted), new Actual(present, doubtful, hosts)),
          kernel);
      var expected = new LinkedHashSet<Resource>(wanted);
      kernel.values().stream().filter(hosts::contains).forEach(expected::add);
      assertEquals(expected, Set.copyOf(kernel.values()), "run " + run);
    }
  }

  private static boolean isAnother(Resource one, Resource other) {
    return one.identity().equals(other.identity()) && !one.equals(other);
  }

  private static void carryOut(
      List<Operation> operations, Map<Resource.Identity, Resource> kernel) {
    for (Operation operation : operations) {
      Resource resource = operation.resource();
      switch (operation) {
        case Operation.Set _ -> kernel.putIfAbsent(resource.identity(), resource);
        case Operation.Remove _ -> kernel.remove(resource.identity());
      }
    }
  }

  /** At most one of each identity. */
  private static Set<Resource> some(Random random) {
    var some = new ArrayList<Resource>();
    for (int i = 0; i < 3; i++) {
      some.add(address(i, 2, random.nextBoolean() ? "a" : "b"));
      some.add(route(i, 2, random.nextBoolean() ? "10.0.0.253" : "10.0.0.254"));
    }
    Collections.shuffle(some, random);
    return new LinkedHashSet<>(some.subList(0, random.nextInt(some.size() + 1)));
  }
}
