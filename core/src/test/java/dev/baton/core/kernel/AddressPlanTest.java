package dev.baton.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.core.kernel.KernelStep.AddAddresses;
import dev.baton.core.kernel.KernelStep.DeleteAddresses;
import dev.baton.core.kernel.KernelStep.Placement;
import dev.baton.core.kernel.KernelStep.SendFrames;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpPrefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order of plans, and what refusals mean. */
final class AddressPlanTest {

  private static List<byte[]> oneFrame(Placement placement) {
    return List.of(new byte[placement.linkIndex()]);
  }

  private static Placement placement(int number, int linkIndex) {
    var spec =
        new AddressSpec(
            IpPrefix.host(IpAddress.ofInt(0x0A000000 + number)),
            "eth" + linkIndex,
            -1,
            "",
            Optional.empty(),
            Optional.empty(),
            0,
            -1,
            true);
    return new Placement(spec, linkIndex);
  }

  private static List<Placement> placements(int count, int linkIndex) {
    var placements = new ArrayList<Placement>();
    for (int i = 0; i < count; i++) {
      placements.add(placement(i, linkIndex));
    }
    return placements;
  }

  private static List<String> words(List<KernelStep> steps) {
    return steps.stream().map(AddressPlanTest::word).toList();
  }

  private static String word(KernelStep step) {
    return switch (step) {
      case AddAddresses(var added) -> "add " + added.size();
      case DeleteAddresses(var deleted) -> "delete " + deleted.size();
      case SendFrames(int index, var frames) -> "frames " + frames.size() + "@" + index;
      case KernelStep.WriteSysctl _, KernelStep.RestoreSysctl _ -> "sysctl";
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
        words(AddressPlan.takeOver(placements(150, 2), Set.of(), AddressPlanTest::oneFrame, 2)));
  }

  @Test
  void onlyWhatIsMissingIsAddedButAllIsAnnounced() {
    var wanted = placements(3, 2);
    var steps = AddressPlan.takeOver(wanted, Set.of(wanted.get(1)), AddressPlanTest::oneFrame, 1);
    assertEquals(List.of("add 2", "frames 3@2"), words(steps));
    assertEquals(new AddAddresses(List.of(wanted.get(0), wanted.get(2))), steps.getFirst());
    assertEquals(
        List.of("frames 3@2"),
        words(AddressPlan.takeOver(wanted, Set.copyOf(wanted), AddressPlanTest::oneFrame, 1)));
  }

  @Test
  void framesLeaveFromTheirInterfaces() {
    var wanted = List.of(placement(1, 2), placement(2, 3), placement(3, 3), placement(4, 2));
    assertEquals(
        List.of("frames 1@2", "frames 2@3", "frames 1@2"),
        words(AddressPlan.announce(wanted, AddressPlanTest::oneFrame, 1)));
  }

  @Test
  void whatNeedsNoFramesGetsNone() {
    assertEquals(
        List.of("add 2"),
        words(AddressPlan.takeOver(placements(2, 2), Set.of(), _ -> List.of(), 5)));
    assertEquals(List.of(), AddressPlan.announce(placements(2, 2), AddressPlanTest::oneFrame, 0));
    assertEquals(
        List.of(), AddressPlan.takeOver(List.of(), Set.of(), AddressPlanTest::oneFrame, 1));
  }

  @Test
  void allIsGivenUpInItsOrder() {
    var present = placements(111, 2);
    var steps = AddressPlan.giveUp(present);
    assertEquals(List.of("delete 10", "delete 100", "delete 1"), words(steps));
    assertEquals(new DeleteAddresses(present.subList(110, 111)), steps.getLast());
    assertEquals(List.of(), AddressPlan.giveUp(List.of()));
  }

  @ParameterizedTest(name = "errno {0}: adding {1}, deleting {2}")
  @CsvSource({
    "17,  FINE,      LASTING",
    "19,  LINK_GONE, FINE",
    "99,  LASTING,   FINE",
    "3,   LASTING,   FINE",
    "2,   LASTING,   FINE",
    "105, PASSING,   PASSING",
    "100, PASSING,   PASSING",
    "12,  PASSING,   PASSING",
    "16,  PASSING,   PASSING",
    "11,  PASSING,   PASSING",
    "4,   PASSING,   PASSING",
    "110, PASSING,   PASSING",
    "1,   LASTING,   LASTING",
    "13,  LASTING,   LASTING",
    "22,  LASTING,   LASTING",
    "28,  LASTING,   LASTING",
    "95,  LASTING,   LASTING",
    "250, LASTING,   LASTING",
  })
  void refusalsHaveAMeaning(int errno, Refusal adding, Refusal deleting) {
    assertEquals(adding, Refusal.ofAdding(errno));
    assertEquals(deleting, Refusal.ofDeleting(errno));
  }

  @Test
  void errorNumbersHaveWords() {
    assertEquals("No such device", KernelError.text(KernelError.ENODEV));
    assertEquals("errno 250", KernelError.text(250));
  }
}
