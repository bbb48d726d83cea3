package dev.baton.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.core.kernel.Desired.Lifetime;
import dev.baton.core.kernel.KernelStep.Change;
import dev.baton.core.kernel.KernelStep.SendFrames;
import dev.baton.core.kernel.Resource.Address;
import dev.baton.core.kernel.Resource.Route;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpPrefix;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order of plans, and what refusals mean. */
final class ResourcePlanTest {

  private static List<byte[]> oneFrame(Address address) {
    return List.of(new byte[address.linkIndex()]);
  }

  static Address address(int number, int linkIndex) {
    return address(number, linkIndex, "");
  }

  static Address address(int number, int linkIndex, String label) {
    var spec =
        new AddressSpec(
            IpPrefix.host(IpAddress.ofInt(0x0A000000 + number)),
            "eth" + linkIndex,
            -1,
            label,
            Optional.empty(),
            Optional.empty(),
            0,
            -1,
            true,
            false);
    return new Address(spec, linkIndex);
  }

  static Route route(int network, int linkIndex, String via) {
    var destination = new IpPrefix(IpAddress.ofInt(0x0B000000 + network), 24);
    List<RouteSpec.Hop> hops = List.of(new RouteSpec.Hop(IpAddress.parse(via), "eth" + linkIndex));
    var spec = RouteSpec.unicast(destination, hops, RouteSpec.MAIN, 0);
    return new Route(spec, List.of(linkIndex));
  }

  private static List<Address> addresses(int count, int linkIndex) {
    var addresses = new ArrayList<Address>();
    for (int i = 0; i < count; i++) {
      addresses.add(address(i, linkIndex));
    }
    return addresses;
  }

  private static List<KernelStep> takeOver(
      List<Address> wanted, Set<Address> present, ResourcePlan.Announcer announcer, int rounds) {
    var actual = new Actual(new LinkedHashSet<>(present), Set.of(), Set.of());
    return ResourcePlan.announced(
        Reconciler.diff(Desired.of(Lifetime.MASTER, wanted), actual), wanted, announcer, rounds);
  }

  private static List<KernelStep> giveUp(List<Address> present) {
    return ResourcePlan.of(
        Reconciler.diff(
            Desired.NOTHING, new Actual(new LinkedHashSet<>(present), Set.of(), Set.of())));
  }

  private static Change setting(Resource... resources) {
    return new Change(List.of(resources).stream().<Operation>map(Operation.Set::new).toList());
  }

  private static List<String> words(List<KernelStep> steps) {
    return steps.stream().map(ResourcePlanTest::word).toList();
  }

  private static String word(KernelStep step) {
    return switch (step) {
      case Change change -> (change.sets() ? "add " : "delete ") + change.operations().size();
      case SendFrames(int index, var frames) -> "frames " + frames.size() + "@" + index;
      case KernelStep.WriteSysctl _, KernelStep.RestoreSysctl _ -> "sysctl";
      case KernelStep.KeepFirewall _ -> "firewall";
    };
  }

  @Test
  void eachBatchIsAnnouncedBeforeTheNextAndRepetitionsComeLast() {
    assertEquals(
        List.of(
            "add 10",
            "frames 10@2",
            "add 100",
            "frames 100@2",
            "add 40",
            "frames 40@2",
            "frames 10@2",
            "frames 100@2",
            "frames 40@2"),
        words(takeOver(addresses(150, 2), Set.of(), ResourcePlanTest::oneFrame, 2)));
  }

  @Test
  void onlyWhatIsMissingIsAddedButAllIsAnnounced() {
    var wanted = addresses(3, 2);
    var steps = takeOver(wanted, Set.of(wanted.get(1)), ResourcePlanTest::oneFrame, 1);
    assertEquals(List.of("add 2", "frames 3@2"), words(steps));
    assertEquals(setting(wanted.get(0), wanted.get(2)), steps.getFirst());
    assertEquals(
        List.of("frames 3@2"),
        words(takeOver(wanted, Set.copyOf(wanted), ResourcePlanTest::oneFrame, 1)));
  }

  @Test
  void framesLeaveFromTheirInterfaces() {
    var wanted = List.of(address(1, 2), address(2, 3), address(3, 3), address(4, 2));
    assertEquals(
        List.of("frames 1@2", "frames 2@3", "frames 1@2"),
        words(ResourcePlan.announce(wanted, ResourcePlanTest::oneFrame, 1)));
  }

  @Test
  void whatNeedsNoFramesGetsNone() {
    assertEquals(List.of("add 2"), words(takeOver(addresses(2, 2), Set.of(), _ -> List.of(), 5)));
    assertEquals(List.of(), ResourcePlan.announce(addresses(2, 2), ResourcePlanTest::oneFrame, 0));
    assertEquals(List.of(), takeOver(List.of(), Set.of(), ResourcePlanTest::oneFrame, 1));
  }

  @Test
  void allIsGivenUpInItsOrder() {
    var present = addresses(111, 2);
    var steps = giveUp(present);
    assertEquals(List.of("delete 10", "delete 100", "delete 1"), words(steps));
    assertEquals(new Change(List.of(new Operation.Remove(present.getLast()))), steps.getLast());
    assertEquals(List.of(), giveUp(List.of()));
  }

  /** A route needs its source, and those who send to it need to know where that is. */
  @Test
  void routesComeBehindAllAddressesAndTheirFirstAnnouncement() {
    var wanted = new ArrayList<Resource>(addresses(12, 2));
    var route = route(0, 2, "10.0.0.254");
    wanted.addFirst(route);
    var announced = addresses(12, 2);
    var operations = Reconciler.diff(Desired.of(Lifetime.MASTER, wanted), Actual.NOTHING);
    var steps = ResourcePlan.announced(operations, announced, ResourcePlanTest::oneFrame, 2);
    assertEquals(
        List.of(
            "add 10", "frames 10@2", "add 2", "frames 2@2", "add 1", "frames 10@2", "frames 2@2"),
        words(steps));
    assertEquals(setting(route), steps.get(4));
  }

  /** The queue puts plans together that do the same, so no step does both. */
  @Test
  void aStepSetsOrRemoves() {
    var operations =
        Reconciler.diff(
            Desired.of(Lifetime.CONFIGURED, addresses(2, 3)),
            new Actual(new LinkedHashSet<>(addresses(2, 2)), Set.of(), Set.of()));
    assertEquals(List.of("delete 2", "add 2"), words(ResourcePlan.of(operations)));
    assertEquals(
        List.of("delete 2", "add 2", "frames 2@3"),
        words(ResourcePlan.announced(operations, addresses(2, 3), ResourcePlanTest::oneFrame, 1)));
  }

  @ParameterizedTest(name = "errno {0}: address {1}, {2}; route {3}, {4}")
  @CsvSource({
    "17,  FINE,      LASTING, FINE,      LASTING",
    "19,  LINK_GONE, FINE,    LINK_GONE, FINE",
    "99,  LASTING,   FINE,    LASTING,   LASTING",
    "3,   LASTING,   FINE,    LASTING,   FINE",
    "2,   LASTING,   FINE,    LASTING,   FINE",
    "101, LASTING,   LASTING, PASSING,   LASTING",
    "113, LASTING,   LASTING, PASSING,   LASTING",
    "105, PASSING,   PASSING, PASSING,   PASSING",
    "100, PASSING,   PASSING, PASSING,   PASSING",
    "12,  PASSING,   PASSING, PASSING,   PASSING",
    "16,  PASSING,   PASSING, PASSING,   PASSING",
    "11,  PASSING,   PASSING, PASSING,   PASSING",
    "4,   PASSING,   PASSING, PASSING,   PASSING",
    "110, PASSING,   PASSING, PASSING,   PASSING",
    "1,   LASTING,   LASTING, LASTING,   LASTING",
    "13,  LASTING,   LASTING, LASTING,   LASTING",
    "22,  LASTING,   LASTING, LASTING,   LASTING",
    "28,  LASTING,   LASTING, LASTING,   LASTING",
    "95,  LASTING,   LASTING, LASTING,   FINE",
    "97,  LASTING,   LASTING, LASTING,   FINE",
    "250, LASTING,   LASTING, LASTING,   LASTING",
  })
  void refusalsHaveAMeaning(
      int errno, Refusal adding, Refusal deleting, Refusal routing, Refusal unrouting) {
    var address = address(1, 2);
    var route = route(0, 2, "10.0.0.254");
    assertEquals(adding, Refusal.of(new Operation.Set(address), errno));
    assertEquals(deleting, Refusal.of(new Operation.Remove(address), errno));
    assertEquals(routing, Refusal.of(new Operation.Set(route), errno));
    assertEquals(unrouting, Refusal.of(new Operation.Remove(route), errno));
  }

  @Test
  void errorNumbersHaveWords() {
    assertEquals("No such device", KernelError.text(KernelError.ENODEV));
    assertEquals("errno 250", KernelError.text(250));
  }
}
