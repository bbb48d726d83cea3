package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.it.kit.Await;
import dev.baton.it.kit.Flood;
import dev.baton.it.kit.Forgery;
import dev.baton.it.kit.Victim;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/**
 * Floods of every kind of packet, from one sender and from changing ones: what a stranger can make
 * the daemon send, write, start and keep is bounded, and adverts go on.
 */
final class FloodIT {

  private static final boolean NIGHTLY = Boolean.getBoolean("baton.nightly");

  /** The first burst may say and do more; then the limits hold. */
  private static final Duration BURST = Duration.ofSeconds(1);

  private static final Duration MEASURED = Duration.ofSeconds(2);

  /** Of option -D too; before there were limits up to 1,200,000 were written. */
  private static final long LOG_BYTES_PER_SECOND_MAX = 16_000;

  /** Some answers a second and the announcements behind them; before, one or more for each. */
  private static final long PACKETS_PER_SECOND_MAX = 100;

  /** Transitions, and lower adverts at most each half second. */
  private static final long SCRIPTS_PER_SECOND_MAX = 24;

  private static final long GROWTH_KIB_MAX = 16_000;

  /** What was more than allowed. */
  private final ConcurrentLinkedQueue<String> excesses = new ConcurrentLinkedQueue<>();

  @Test
  void nobodyMakesTheDaemonSendWriteOrStartMuch() {
    try (var victim = new Victim()) {
      for (Forgery kind : Forgery.values()) {
        int transitions = victim.transitions().size();
        try (Flood flood = victim.flood(kind, 5_000)) {
          pass(BURST);
          measure(victim, kind, MEASURED);
          assertTrue(flood.sentCount() > 1_000, kind + " sent " + flood.sentCount());
        }
        if (kind.effect() == Forgery.Effect.ELECTION) {
          victim.awaitMaster();
        } else {
          assertEquals(transitions, victim.transitions().size(), kind::toString);
        }
      }
      assertEquals(0, victim.daemon().stop());
    }
    assertEquals(List.of(), List.copyOf(excesses));
  }

  private void measure(Victim victim, Forgery kind, Duration span) {
    Victim.Figures before = victim.figures();
    long startNanos = System.nanoTime();
    pass(span);
    Victim.Figures done = victim.figures().since(before);
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    judge(kind + " log", done.logBytes(), seconds * LOG_BYTES_PER_SECOND_MAX);
    judge(kind + " packets", done.packets(), seconds * PACKETS_PER_SECOND_MAX);
    judge(kind + " scripts", done.scripts(), seconds * SCRIPTS_PER_SECOND_MAX);
    if (kind.effect() != Forgery.Effect.ELECTION && done.packets() < (long) seconds) {
      excesses.add(kind + " keeps adverts back: " + done);
    }
  }

  private void judge(String what, long found, double max) {
    if (found > max) {
      excesses.add(what + ": " + found + ", allowed " + (long) max);
    }
  }

  /** In the nightly mode all kinds for ten minutes, side by side; else one for seconds. */
  @Test
  void floodsLeaveMemoryFlat() throws InterruptedException {
    List<Forgery> kinds =
        NIGHTLY ? List.of(Forgery.values()) : List.of(Forgery.LOWER_AND_RESIGNING);
    Duration span = NIGHTLY ? Duration.ofMinutes(10) : Duration.ofSeconds(4);
    Map<Forgery, Victim> victims = new EnumMap<>(Forgery.class);
    List<Thread> soaks = new ArrayList<>();
    try {
      for (Forgery kind : kinds) {
        victims.put(kind, new Victim());
      }
      victims.forEach(
          (kind, victim) -> soaks.add(Thread.ofPlatform().start(() -> soak(victim, kind, span))));
      for (Thread soak : soaks) {
        soak.join();
      }
    } finally {
      victims.values().forEach(Victim::close);
    }
    assertEquals(List.of(), List.copyOf(excesses));
  }

  private void soak(Victim victim, Forgery kind, Duration span) {
    try (Flood flood = victim.flood(kind, NIGHTLY ? 1_000 : 5_000)) {
      pass(span.dividedBy(5));
      long beforeKib = victim.residentKib();
      measure(victim, kind, span.multipliedBy(4).dividedBy(5));
      long growthKib = victim.residentKib() - beforeKib;
      System.out.println(kind + ": " + flood.sentCount() + " packets, " + growthKib + " KiB more");
      judge(kind + " KiB", growthKib, GROWTH_KIB_MAX);
    } catch (RuntimeException | AssertionError failed) {
      excesses.add(kind + ": " + failed);
    }
  }

  private static void pass(Duration span) {
    long endNanos = System.nanoTime() + span.toNanos();
    Await.until("time passes", span.multipliedBy(2), () -> System.nanoTime() - endNanos >= 0);
  }
}
