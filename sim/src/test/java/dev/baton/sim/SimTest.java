package dev.baton.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A thousand LANs with their faults, and what makes a failure of one of them worth anything. */
final class SimTest {

  private static final int SEED_COUNT = 1000;

  @Test
  void invariantsHoldForThousandSeeds() {
    var failures =
        LongStream.rangeClosed(1, SEED_COUNT)
            .parallel()
            .mapToObj(seed -> Simulation.run(seed, Simulation.SHORT, false))
            .filter(verdict -> verdict.violation().isPresent())
            .map(Simulation.Verdict::summary)
            .limit(10)
            .toList();
    assertTrue(failures.isEmpty(), () -> String.join("\n", failures));
  }

  /** A seed is the whole of a run; told or not, it is the same one. */
  @Test
  void sameSeedIsSameRun() {
    long hash = Simulation.run(7, Simulation.SHORT, true).hash();
    long different =
        LongStream.range(0, 100)
            .parallel()
            .map(_ -> Simulation.run(7, Simulation.SHORT, false).hash())
            .filter(other -> other != hash)
            .count();
    assertEquals(0, different);
  }

  @Test
  void otherSeedIsOtherRun() {
    long distinct =
        LongStream.range(0, 50)
            .map(seed -> Simulation.run(seed, Simulation.SHORT, false).hash())
            .distinct()
            .count();
    assertEquals(50, distinct);
  }

  @Test
  void storyTellsFaultsTransitionsAndVerdict() {
    var verdict = Simulation.run(7, Simulation.SHORT, true);
    var story = String.join("\n", verdict.lines());
    for (String part : new String[] {"begins: ", "ends: ", "BACKUP -> MASTER", "adverts: "}) {
      assertTrue(story.contains(part), part);
    }
    assertTrue(verdict.summary().startsWith("seed 7, "));
  }

  @Test
  void failureNamesCommandThatRepeatsIt() {
    var broken =
        new Simulation.Verdict(
            42, Optional.of(new Violation("h1 sleeps")), 0, 0, java.util.List.of());
    assertTrue(broken.summary().contains("./dev sim --seed 42"));
  }
}
