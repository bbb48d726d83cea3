package dev.baton.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The faults of one run, laid out in time before it begins. They may overlap; each ends early
 * enough for the hosts to agree again before the run does.
 */
final class FaultPlan {

  /** A fault and its time. */
  private record Scheduled(Fault fault, long beginNanos, long endNanos) {}

  private final Stage stage;
  private final List<Scheduled> faults = new ArrayList<>();

  /** {@code count} faults within {@code lengthNanos}. */
  FaultPlan(Stage stage, Chance chance, int count, long lengthNanos) {
    this.stage = stage;
    List<Supplier<Fault>> kinds =
        Stream.of(
                new LanFaults(stage, chance.fork()).kinds(),
                new HostFaults(stage, chance.fork()).kinds(),
                new OperatorFaults(stage, chance.fork()).kinds())
            .flatMap(List::stream)
            .toList();
    for (int i = 0; i < count; i++) {
      long duration = Math.min(duration(chance), lengthNanos / 2);
      long begin = chance.between(0, lengthNanos - duration);
      faults.add(new Scheduled(chance.pick(kinds).get(), begin, begin + duration));
    }
  }

  /** From an instant to much longer than any timer. */
  private static long duration(Chance chance) {
    return switch (chance.between(0, 3)) {
      case 0 -> chance.between(1, 900) * World.MILLISECOND;
      case 1 -> chance.between(900, 6_000) * World.MILLISECOND;
      case 2 -> chance.between(3, 20) * World.SECOND;
      default -> chance.between(10, 60) * World.SECOND;
    };
  }

  /** Puts all of them into the world, and looks at the hosts whenever it has been quiet. */
  void schedule(long calmAfterNanos, Convergence convergence) {
    for (Scheduled scheduled : faults) {
      var fault = scheduled.fault();
      stage
          .world()
          .at(scheduled.beginNanos(), () -> happen("begins: " + fault.text(), fault.begin()));
      stage.world().at(scheduled.endNanos(), () -> happen("ends: " + fault.text(), fault.end()));
    }
    checkWhenQuiet(calmAfterNanos, calmAfterNanos, convergence);
    for (Scheduled scheduled : faults) {
      checkWhenQuiet(scheduled.endNanos() + calmAfterNanos, calmAfterNanos, convergence);
    }
  }

  private void happen(String text, Runnable deed) {
    stage.judge().disturbed();
    stage.story().note(text);
    deed.run();
  }

  private void checkWhenQuiet(long atNanos, long calmNanos, Convergence convergence) {
    long quietFrom = atNanos - calmNanos;
    boolean quiet =
        faults.stream()
            .allMatch(fault -> fault.endNanos() <= quietFrom || fault.beginNanos() > atNanos);
    if (quiet) {
      stage
          .world()
          .at(
              atNanos,
              () -> {
                stage.story().note("all is well");
                convergence.check();
                stage.judge().becalmed();
              });
    }
  }
}
