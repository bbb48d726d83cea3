package dev.baton.sim;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The first invariant: of hosts that hear each other, at most one is master.
 *
 * <p>The rule, exactly. Two hosts are <em>rivals</em> while both are master of one virtual router,
 * both run, both have their LAN link up and a socket on it, nothing stands between them in either
 * direction, and their settings understand each other. Every advert then tells one of them to
 * yield, so the rivalry must end within one interval. It may last up to one down interval (the
 * greater of the two), counted from the latest of: its beginning; the last time that a tracker
 * turned round who outranks whom; the last loss, delay or duplication of a packet between the two;
 * the last beginning or end of a fault anywhere.
 *
 * <p>Where three hosts do not hear one another transitively the rule holds for each pair that does.
 */
final class SingleMasterRule {

  /** Adverts travel, and loops wake a little late. */
  private static final long SLACK_NANOS = 100 * World.MILLISECOND;

  private record Pair(String instance, int one, int other) {}

  /** Two masters, since when, and who of them outranks the other. */
  private record Conflict(long beganAtNanos, int order) {}

  private final World world;
  private final VirtualLan lan;
  private final Map<Pair, Conflict> conflicts = new HashMap<>();
  private final Set<String> contested = new HashSet<>();
  private long disturbedAtNanos;

  SingleMasterRule(World world, VirtualLan lan) {
    this.world = world;
    this.lan = lan;
  }

  void disturbed() {
    disturbedAtNanos = world.now();
  }

  /**
   * Whether there have been two masters of it since one last began alone: wherever they were, both
   * announced the addresses, and the one that stays does not know until it hears the other.
   */
  boolean contested(String instance) {
    return contested.contains(instance);
  }

  /**
   * A host has become master: if it is the only one, what it announces is the last word. One that
   * sleeps may go on as master, if its clock slept too and it cannot know.
   */
  void entered(String instance) {
    if (lan.hosts().stream().filter(host -> host.believesMaster(instance)).count() <= 1) {
      contested.remove(instance);
    } else {
      contested.add(instance);
    }
  }

  /** A master reads an advert of a lower one: if that has yielded by now, it has the last word. */
  void defended(String instance) {
    entered(instance);
  }

  /** Checks the rivals of a process that has just done something. */
  void check(SimulatedRouter process) {
    for (JudgedInstance judged : process.seats()) {
      if (judged.isMaster() || !conflicts.isEmpty()) {
        check(judged, process.host());
      }
    }
  }

  private void check(JudgedInstance judged, VirtualHost host) {
    for (VirtualHost other : lan.hosts()) {
      if (other != host) {
        check(judged, host, other);
      }
    }
  }

  private void check(JudgedInstance judged, VirtualHost host, VirtualHost other) {
    int low = Math.min(host.number(), other.number());
    int high = Math.max(host.number(), other.number());
    if (!judged.isMaster() || !other.isMaster(judged.name())) {
      if (!conflicts.isEmpty()) {
        conflicts.remove(new Pair(judged.name(), low, high));
      }
      return;
    }
    contested.add(judged.name());
    var pair = new Pair(judged.name(), low, high);
    if (!hearEachOther(judged.name(), host, other)) {
      conflicts.remove(pair);
      return;
    }
    long began = conflict(pair, order(judged, host, other)).beganAtNanos();
    long counted =
        Math.max(
            Math.max(began, disturbedAtNanos),
            Math.max(lan.troubledAtNanos(low, high), lan.troubledAtNanos(high, low)));
    var settings = host.settings().router(judged.name());
    var otherSettings = other.settings().router(judged.name());
    long interval = Math.max(settings.intervalNanos(), otherSettings.intervalNanos());
    long grace = Math.max(settings.downNanos(1, interval), otherSettings.downNanos(1, interval));
    if (world.now() - counted > grace + SLACK_NANOS) {
      throw new Violation(
          "two masters of %s hear each other and stay: %s and %s"
              .formatted(judged.name(), host.name(), other.name()));
    }
  }

  /** Which of the two must yield decides what each makes of an advert: each needs a new one. */
  private Conflict conflict(Pair pair, int order) {
    var known = conflicts.get(pair);
    if (known != null && known.order() == order) {
      return known;
    }
    var fresh = new Conflict(world.now(), order);
    conflicts.put(pair, fresh);
    return fresh;
  }

  private static int order(JudgedInstance judged, VirtualHost host, VirtualHost other) {
    int order = Integer.compare(judged.state().priority(), other.priorityOf(judged.name()));
    return host.number() < other.number() ? order : -order;
  }

  private boolean hearEachOther(String instance, VirtualHost host, VirtualHost other) {
    return lan.connected(host.number(), other.number())
        && lan.connected(other.number(), host.number())
        && host.hears(host.settings().router(instance))
        && other.hears(other.settings().router(instance))
        && host.settings().router(instance).understands(other.settings().router(instance));
  }
}
