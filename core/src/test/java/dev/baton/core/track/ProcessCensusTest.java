package dev.baton.core.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.track.ProcessCensus.Change;
import dev.baton.core.track.ProcessCensus.Ticket;
import dev.baton.core.track.ProcessPattern.Look;
import dev.baton.core.track.ProcessPattern.Matching;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is counted while processes come and go faster than they can be looked at. */
final class ProcessCensusTest {

  private static final Map<String, ProcessPattern> WEB =
      Map.of("web", new ProcessPattern(List.of("web"), Matching.PROGRAM_ONLY, false));

  private final ProcessCensus census = new ProcessCensus(WEB);

  private static Optional<Look> seen(String name) {
    return Optional.of(new Look(name, List.of()));
  }

  private List<Change> looked(Ticket ticket, Optional<Look> look) {
    return look.isPresent() ? census.looked(ticket, look.get()) : census.gone(ticket);
  }

  private Ticket ticket() {
    List<Ticket> taken = census.take(1);
    assertFalse(taken.isEmpty(), "nobody must be looked at");
    return taken.getFirst();
  }

  private static String text(List<Change> changes) {
    var text = new StringBuilder();
    for (Change change : changes) {
      text.append(
          switch (change.event()) {
            case ProcessEvent.Counted(long count, var cause) -> count + " " + cause + ";";
            case ProcessEvent.Surveyed(long count) -> "surveyed " + count + ";";
            case ProcessEvent.TimePassed _ -> "time;";
          });
    }
    return text.toString();
  }

  /** A host with one web server, 10, and something else, 11. */
  private void survey() {
    census.listingBegan();
    assertEquals("", text(census.listed(Set.of(10, 11))));
    for (Ticket ticket : census.take(9)) {
      looked(ticket, seen(ticket.pid() == 10 ? "web" : "sh"));
    }
    assertEquals(1, census.count("web"));
  }

  @Test
  void theSurveyIsOverWhenAllHaveBeenLookedAt() {
    census.listingBegan();
    census.listed(Set.of(10, 11));
    List<Ticket> tickets = census.take(9);
    assertEquals(2, tickets.size());
    assertEquals("1 RENAMED;", text(looked(tickets.getFirst(), seen("web"))));
    assertEquals("surveyed 1;", text(looked(tickets.getLast(), Optional.empty())));
    assertTrue(census.take(9).isEmpty());
  }

  @Test
  void aHostWithoutProcessesIsSurveyedAtOnce() {
    census.listingBegan();
    assertEquals("surveyed 0;", text(census.listed(Set.of())));
  }

  @Test
  void whatIsForkedIsAlike() {
    survey();
    assertEquals("2 FORKED;", text(census.forked(10, 20)));
    assertEquals("", text(census.forked(11, 21)));
    assertTrue(census.take(9).isEmpty());
    assertEquals("1 ENDED;", text(census.ended(10)));
    assertEquals("", text(census.ended(21)));
  }

  @Test
  void whoRunsAnotherProgramIsLookedAt() {
    survey();
    census.renamed(11);
    assertEquals("2 RENAMED;", text(looked(ticket(), seen("web"))));
    census.renamed(11);
    assertEquals("1 RENAMED;", text(looked(ticket(), seen("sh"))));
  }

  @Test
  void aLookThatIsOvertakenDoesNotCount() {
    survey();
    census.renamed(11);
    Ticket old = ticket();
    census.renamed(11);
    assertEquals("", text(looked(old, seen("web"))));
    assertEquals(0, census.count("nothing"));
    assertEquals("", text(looked(ticket(), seen("sh"))));
    census.renamed(11);
    Ticket ended = ticket();
    census.ended(11);
    assertEquals("", text(looked(ended, seen("web"))));
    assertEquals(1, census.count("web"));
  }

  @Test
  void aChildOfWhoIsNotKnownYetIsLookedAtItself() {
    survey();
    census.renamed(11);
    Ticket parent = ticket();
    census.forked(11, 30);
    assertEquals("2 RENAMED;", text(looked(parent, seen("web"))));
    assertEquals("3 FORKED;", text(looked(ticket(), seen("web"))));
  }

  /** Its end, which was told or will be, says the rest. */
  @Test
  void whoHasGoneWhenItIsLookedAtStaysWhatItWas() {
    survey();
    census.renamed(10);
    assertEquals("", text(looked(ticket(), Optional.empty())));
    assertEquals("0 ENDED;", text(census.ended(10)));
  }

  @Test
  void aLaterSurveyFindsWhatWasMissed() {
    survey();
    census.listingBegan();
    assertEquals("0 ENDED;", text(census.listed(Set.of(11, 40))));
    List<Ticket> tickets = census.take(9);
    assertEquals(2, tickets.size());
    for (Ticket ticket : tickets) {
      looked(ticket, seen(ticket.pid() == 40 ? "web" : "sh"));
    }
    assertEquals(1, census.count("web"));
  }

  @Test
  void whoHangsHoldsNobodyUpAndCountsLater() {
    census.listingBegan();
    census.listed(Set.of(10));
    Ticket hangs = ticket();
    assertEquals("surveyed 0;", text(census.abandoned(hangs)));
    assertEquals("1 RENAMED;", text(looked(hangs, seen("web"))));
  }

  @Test
  void whoWasNotReachedIsAskedForAgain() {
    survey();
    census.renamed(11);
    census.askAgain(ticket());
    assertEquals("2 RENAMED;", text(looked(ticket(), seen("web"))));
    census.renamed(11);
    Ticket ended = ticket();
    census.ended(11);
    census.askAgain(ended);
    assertTrue(census.take(9).isEmpty());
  }

  /** A host at random, where looks come late: in the end the count is right. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theCountIsRightWhenAllIsQuiet(long seed) {
    var random = new Random(seed);
    Map<Integer, String> host = new HashMap<>(Map.of(1, "web", 2, "sh"));
    Map<String, Long> told = new HashMap<>();
    List<Runnable> underWay = new ArrayList<>();
    for (int round = 0; round < 4000; round++) {
      List<Change> changes = step(random, host, underWay);
      changes.forEach(change -> remember(told, change));
      underWay.removeIf(
          look -> {
            boolean comes = random.nextInt(4) == 0;
            if (comes) {
              look.run();
            }
            return comes;
          });
    }
    underWay.forEach(Runnable::run);
    census.take(Integer.MAX_VALUE).forEach(it -> look(host, it).run());
    long expected = host.values().stream().filter("web"::equals).count();
    assertEquals(expected, census.count("web"), "seed " + seed);
  }

  private static void remember(Map<String, Long> told, Change change) {
    if (change.event() instanceof ProcessEvent.Counted(long count, var _)) {
      told.put(change.pattern(), count);
    }
  }

  private List<Change> step(Random random, Map<Integer, String> host, List<Runnable> underWay) {
    List<Integer> pids = List.copyOf(host.keySet());
    int pid = pids.get(random.nextInt(pids.size()));
    switch (random.nextInt(8)) {
      case 0, 1 -> {
        int child = 1 + random.nextInt(50);
        if (!host.containsKey(child)) {
          host.put(child, host.getOrDefault(pid, "sh"));
          return census.forked(pid, child);
        }
      }
      case 2, 3 -> {
        host.put(pid, random.nextBoolean() ? "web" : "sh");
        census.renamed(pid);
      }
      case 4 -> {
        if (host.size() > 1) {
          host.remove(pid);
          return census.ended(pid);
        }
      }
      case 5 -> {
        if (random.nextInt(20) == 0) {
          census.listingBegan();
          var list = new HashSet<>(host.keySet());
          underWay.add(() -> census.listed(list));
        }
      }
      default ->
          census
              .take(1 + random.nextInt(4))
              .forEach(
                  it -> {
                    // Read at one time, reported at another.
                    Optional<Look> look = Optional.ofNullable(host.get(it.pid())).map(this::of);
                    underWay.add(() -> looked(it, look));
                  });
    }
    return List.of();
  }

  private Look of(String name) {
    return new Look(name, List.of());
  }

  private Runnable look(Map<Integer, String> host, Ticket ticket) {
    return () -> looked(ticket, Optional.ofNullable(host.get(ticket.pid())).map(this::of));
  }
}
