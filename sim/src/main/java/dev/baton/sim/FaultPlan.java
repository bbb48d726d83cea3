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

  private final RunContext stage;
  private final List<Scheduled> faults = new ArrayList<>();

  /** {@code count} faults within {@code lengthNanos}. */
  FaultPlan(RunContext stage, RandomSource random, int count, long lengthNanos) {
    this.stage = stage;
    List<Supplier<Fault>> kinds =
        Stream.of(
                new LanFaults(stage, random.fork()).kinds(),
                new HostFaults(stage, random.fork()).kinds(),
                new OperatorFaults(stage, random.fork()).kinds())
            .flatMap(List::stream)
            .toList();
    for (int i = 0; i < count; i++) {
      long duration = Math.min(duration(random), lengthNanos / 2);
      long begin = random.between(0, lengthNanos - duration);
      faults.add(new Scheduled(random.pick(kinds).get(), begin, begin + duration));
    }
  }

  /** From an instant to much longer than any timer. */
  private static long duration(RandomSource random) {
    return switch (random.between(0, 3)) {
      case 0 -> random.between(1, 900) * World.MILLISECOND;
      case 1 -> random.between(900, 6_000) * World.MILLISECOND;
      case 2 -> random.between(3, 20) * World.SECOND;
      default -> random.between(10, 60) * World.SECOND;
    };
  }

  /**
   * Puts all of them into the world, and looks at the hosts whenever it has been quiet.
   *
   * @param hosts as they begin
   * @return the time of the last look
   */
  long schedule(List<HostSettings> hosts, Convergence convergence) {
    for (Scheduled scheduled : faults) {
      var fault = scheduled.fault();
      stage
          .world()
          .at(scheduled.beginNanos(), () -> happen("begins: " + fault.text(), fault.begin()));
      stage.world().at(scheduled.endNanos(), () -> happen("ends: " + fault.text(), fault.end()));
    }
    long last = checkWhenQuiet(0, hosts, convergence);
    for (Scheduled scheduled : faults) {
      last = Math.max(last, checkWhenQuiet(scheduled.endNanos(), hosts, convergence));
    }
    return last;
  }

  private void happen(String text, Runnable deed) {
    stage.judge().disturbed();
    stage.story().note(text);
    deed.run();
  }

  /** Looks at the hosts if it stays quiet long enough from then on, and returns when; else 0. */
  private long checkWhenQuiet(long fromNanos, List<HostSettings> hosts, Convergence convergence) {
    long atNanos = fromNanos + Convergence.boundNanos(hosts, reloadedNanos(fromNanos));
    boolean quiet =
        faults.stream()
            .allMatch(fault -> fault.endNanos() <= fromNanos || fault.beginNanos() > atNanos);
    if (!quiet) {
      return 0;
    }
    stage
        .world()
        .at(
            atNanos,
            () -> {
              stage.story().note("all is well");
              convergence.check();
              stage.judge().becalmed();
            });
    return atNanos;
  }

  /** The longest advert interval that faults have brought until then. */
  private long reloadedNanos(long untilNanos) {
    return faults.stream()
        .filter(scheduled -> scheduled.beginNanos() <= untilNanos)
        .mapToLong(scheduled -> scheduled.fault().intervalNanos())
        .max()
        .orElse(0);
  }
}
