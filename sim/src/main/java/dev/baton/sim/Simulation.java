package dev.baton.sim;

import java.util.List;
import java.util.Optional;

/**
 * One run: a seed chooses hosts, configurations and faults, and the run goes on for its length or
 * until an invariant breaks.
 */
final class Simulation {

  /** The length of the runs that every build makes. */
  static final Length SHORT = new Length(600 * World.SECOND, 5);

  /** The length of runs that go on for an hour or more of real time. */
  static final Length HOUR = new Length(3600 * World.SECOND, 8);

  /** How long a run is in virtual time, and how many faults it has at least. */
  record Length(long nanos, int faultCount) {}

  /**
   * What came of a run.
   *
   * @param violation what was wrong; absent if nothing was
   * @param hash the same for every run with this seed
   * @param lines the story, if it was asked for
   */
  record Verdict(
      long seed, Optional<Violation> violation, long hash, long eventCount, List<String> lines) {

    /** For a log or a failed test, with the command that repeats the run. */
    String summary() {
      return "seed %d, %d events, hash %016x: %s"
          .formatted(
              seed,
              eventCount,
              hash,
              violation
                  .map(bad -> bad.getMessage() + "; repeat it with: ./dev sim --seed " + seed)
                  .orElse("all invariants held"));
    }
  }

  private Simulation() {}

  /** Runs one seed; {@code told} makes it keep its story. */
  static Verdict run(long seed, Length length, boolean told) {
    var random = new RandomSource(seed);
    var world = new World();
    var story = new Story(world, told);
    Optional<Violation> violation = Optional.empty();
    try {
      play(random, length, world, story);
    } catch (Violation broken) {
      story.note("VIOLATION: " + broken.getMessage());
      violation = Optional.of(broken);
    }
    return new Verdict(seed, violation, story.hash(), story.eventCount(), story.lines());
  }

  private static void play(RandomSource random, Length length, World world, Story story) {
    var settings = new Scenario(random.fork()).hosts();
    var lan = new VirtualLan(world, random.fork(), settings.size());
    var stage =
        new RunContext(world, lan, new Judge(story, new SingleMasterRule(world, lan)), story);
    for (int i = 0; i < settings.size(); i++) {
      var host = new VirtualHost(stage, random.fork(), i, settings.get(i));
      lan.join(host);
      story.note(host.name() + " " + settings.get(i));
    }
    long calmAfter = Convergence.boundNanos(settings, 0);
    int swarm = random.percent(20) ? random.between(1, 12) : 0;
    var plan =
        new FaultPlan(
            stage, random.fork(), length.faultCount() + swarm, length.nanos() - calmAfter);
    long lastLook = plan.schedule(settings, new Convergence(stage));
    for (var host : lan.hosts()) {
      world.at(random.between(0, World.SECOND), host::powerOn);
    }
    // Hosts that were reloaded with a longer interval may need longer than was planned.
    world.runUntil(Math.max(length.nanos(), lastLook));
  }
}
