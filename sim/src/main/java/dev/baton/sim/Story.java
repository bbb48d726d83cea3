package dev.baton.sim;

import dev.baton.core.node.Transition;
import dev.baton.core.vrrp.VrrpState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What happened in a run: always as a hash over every event, and in words if somebody wants to read
 * it. Adverts are counted, not listed.
 */
final class Story {

  private static final long HASH_MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

  private final World world;
  private final boolean told;
  private final List<String> lines = new ArrayList<>();
  private final Map<String, Integer> adverts = new TreeMap<>();
  private long hash;
  private long eventCount;

  Story(World world, boolean told) {
    this.world = world;
    this.told = told;
  }

  /** A number that two runs have in common only if all their events were the same. */
  long hash() {
    return hash;
  }

  /** How many events nodes have handled. */
  long eventCount() {
    return eventCount;
  }

  /** The lines, in order of time. */
  List<String> lines() {
    countAdverts();
    return lines;
  }

  /** A node has handled an event. */
  void stepped(ObservedEvent turn) {
    eventCount++;
    mix(world.now());
    mix(turn.process().host().number());
    mix(turn.event().getClass().getSimpleName().hashCode());
    mix(turn.process().deadlineNanos());
    mix(turn.actions().size());
  }

  private void mix(long value) {
    hash = Long.rotateLeft((hash ^ value) * HASH_MULTIPLIER, 31);
  }

  /** The world is told of, before anything happens, or a fault begins or ends. */
  void note(String text) {
    mix(text.hashCode());
    if (told) {
      write("     ", text);
    }
  }

  /** A node logs a line. */
  void say(VirtualHost host, String text) {
    if (told) {
      write(host.name(), "  log: " + text);
    }
  }

  /** A node tells its supervisor of a transition. */
  void announce(VirtualHost host, Transition transition) {
    mix(transition.event().name().hashCode());
    if (told) {
      write(
          host.name(),
          "  told %s %s: %s".formatted(transition.name(), transition.event(), transition.cause()));
    }
  }

  /** An instance has changed its state. */
  void entered(ObservedEvent.Effect effect) {
    var after = effect.after();
    mix(after.getClass().getSimpleName().hashCode());
    if (told) {
      String from = effect.before() == null ? "new" : name(effect.before());
      write(
          effect.turn().process().host().name(),
          "%s %s -> %s priority %d"
              .formatted(effect.settings().name(), from, name(after), after.priority()));
    }
  }

  private static String name(VrrpState state) {
    return state.getClass().getSimpleName().toUpperCase(Locale.ROOT);
  }

  /** An advert left. */
  void advert(VirtualHost host, Advert advert) {
    if (told) {
      String kind = advert.priority() == 0 ? " resigns" : " priority " + advert.priority();
      adverts.merge(host.name() + " VI_" + advert.vrid() + kind, 1, Integer::sum);
    }
  }

  private void write(String who, String text) {
    countAdverts();
    lines.add(String.format(Locale.ROOT, "%12.6f %-5s %s", world.now() / 1e9, who, text));
  }

  private void countAdverts() {
    if (!adverts.isEmpty()) {
      lines.add(" ".repeat(19) + "adverts: " + adverts.toString().replaceAll("[{}]", ""));
      adverts.clear();
    }
  }
}
