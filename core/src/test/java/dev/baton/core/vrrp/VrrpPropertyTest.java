package dev.baton.core.vrrp;

import static dev.baton.core.vrrp.Given.MILLISECOND;
import static dev.baton.core.vrrp.Given.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.net.IpAddress;
import dev.baton.core.vrrp.VrrpAction.Count;
import dev.baton.core.vrrp.VrrpAction.Entered;
import dev.baton.core.vrrp.VrrpAction.GiveUpAddresses;
import dev.baton.core.vrrp.VrrpAction.SendAdvert;
import dev.baton.core.vrrp.VrrpAction.TakeAddresses;
import dev.baton.core.vrrp.VrrpEvent.AddressTaken;
import dev.baton.core.vrrp.VrrpEvent.Faulted;
import dev.baton.core.vrrp.VrrpEvent.Heard;
import dev.baton.core.vrrp.VrrpEvent.PriorityChanged;
import dev.baton.core.vrrp.VrrpEvent.Reconfigured;
import dev.baton.core.vrrp.VrrpEvent.Recovered;
import dev.baton.core.vrrp.VrrpEvent.Stalled;
import dev.baton.core.vrrp.VrrpEvent.Start;
import dev.baton.core.vrrp.VrrpEvent.Stop;
import dev.baton.core.vrrp.VrrpEvent.TimePassed;
import dev.baton.core.vrrp.VrrpMachine.Step;
import dev.baton.core.vrrp.VrrpState.Init;
import dev.baton.core.vrrp.VrrpState.Master;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What holds after any event in any order, for any settings: seeded lives of one router. */
final class VrrpPropertyTest {

  private static final int LIVES = Boolean.getBoolean("baton.nightly") ? 20_000 : 2_000;
  private static final int EVENTS = 200;

  private static final List<IpAddress> SOURCES =
      List.of(Given.LOWER_ADDRESS, Given.LOCAL, Given.HIGHER_ADDRESS);

  @Test
  void livesAreSound() {
    for (int seed = 0; seed < LIVES; seed++) {
      live(seed);
    }
  }

  private static void live(int seed) {
    var random = new Random(seed);
    VrrpConfig config = anyConfig(random, random.nextInt(4) == 0);
    VrrpState state = new Init(config.basePriority());
    long nowNanos = random.nextLong(SECOND);
    for (int i = 0; i < EVENTS; i++) {
      VrrpEvent event = anyEvent(random, config);
      if (event instanceof Reconfigured) {
        config = anyConfig(random, config.owner());
      }
      Step step = VrrpMachine.step(config, state, event, nowNanos);
      String story = "seed %d, event %d: %s, %s -> %s".formatted(seed, i, event, state, step);
      assertEquals(step, VrrpMachine.step(config, state, event, nowNanos), story);
      check(config, state, event, step, story);
      checkTimes(config, state, step, nowNanos, story);
      state = step.state();
      nowNanos = later(random, state, nowNanos);
    }
  }

  private static void check(
      VrrpConfig config, VrrpState before, VrrpEvent event, Step step, String story) {
    VrrpState after = step.state();
    boolean enters = after.isMaster() && !before.isMaster();
    boolean leaves = before.isMaster() && !after.isMaster();
    assertEquals(enters ? 1 : 0, count(step, new TakeAddresses()), story);
    assertEquals(leaves ? 1 : 0, count(step, new GiveUpAddresses()), story);
    assertEquals(enters ? 1 : 0, count(step, new Count(VrrpCounter.BECAME_MASTER)), story);
    assertEquals(leaves ? 1 : 0, count(step, new Count(VrrpCounter.RELEASED_MASTER)), story);

    long transitions = step.actions().stream().filter(Entered.class::isInstance).count();
    assertEquals(before.getClass() == after.getClass() ? 0 : 1, transitions, story);

    long sent = step.actions().stream().filter(SendAdvert.class::isInstance).count();
    long zeros = count(step, new SendAdvert(0));
    assertEquals(sent, count(step, new Count(VrrpCounter.ADVERT_SENT)), story);
    assertEquals(zeros, count(step, new Count(VrrpCounter.PRIORITY_ZERO_SENT)), story);
    assertTrue(sent <= 1, story);
    assertTrue(sent == 0 || before.isMaster() || after.isMaster(), "only masters speak: " + story);
    assertTrue(zeros == 0 || leaves, story);
    assertTrue(leaves || enters || !(event instanceof Stop) || zeros == 0, story);
    boolean resigns = leaves && (event instanceof Stop || event instanceof Faulted);
    assertTrue(!resigns || zeros == 1, story);
    assertTrue(after.priority() >= 1 && after.priority() <= 255, story);
    assertTrue(config.owner() || after.priority() < 255, story);
  }

  private static void checkTimes(
      VrrpConfig config, VrrpState before, Step step, long nowNanos, String story) {
    VrrpState after = step.state();
    boolean spoke = step.actions().stream().anyMatch(SendAdvert.class::isInstance);
    if (after instanceof Master master) {
      assertTrue(master.advertAtNanos() <= nowNanos + config.advertIntervalNanos(), story);
      assertTrue(!spoke || master.advertedAtNanos() == nowNanos, story);
    }
    if (before instanceof Master old && after instanceof Master master && !spoke) {
      assertTrue(master.advertAtNanos() <= old.advertAtNanos(), "silenced: " + story);
    }
    Step next = VrrpMachine.step(config, after, new TimePassed(), nowNanos);
    assertTrue(next.state().nextDeadlineNanos() > nowNanos, "it would spin: " + story);
  }

  private static long count(Step step, VrrpAction action) {
    return step.actions().stream().filter(action::equals).count();
  }

  private static long later(Random random, VrrpState state, long nowNanos) {
    long deadlineNanos = state.nextDeadlineNanos();
    return switch (random.nextInt(4)) {
      case 0 -> nowNanos;
      case 1 -> nowNanos + random.nextLong(100 * MILLISECOND);
      case 2 -> nowNanos + random.nextLong(10 * SECOND);
      default -> deadlineNanos == VrrpState.NEVER ? nowNanos : Math.max(nowNanos, deadlineNanos);
    };
  }

  private static VrrpConfig anyConfig(Random random, boolean owner) {
    return Given.router()
        .with(
            g -> g.version = random.nextBoolean() ? VrrpVersion.V2 : VrrpVersion.V3,
            g -> g.priority = owner ? 255 : random.nextInt(1, 255),
            g -> g.wantsMaster = random.nextBoolean(),
            g -> g.intervalNanos = random.nextLong(1, 500) * 10 * MILLISECOND,
            g -> g.downTimerAdverts = random.nextInt(1, 6),
            g -> g.preempt = random.nextBoolean(),
            g -> g.preemptDelayNanos = random.nextInt(3) * SECOND,
            g -> g.lowerPriorityNoAdvert = random.nextBoolean(),
            g -> g.higherPrioritySendAdvert = random.nextBoolean());
  }

  private static VrrpEvent anyEvent(Random random, VrrpConfig config) {
    return switch (random.nextInt(40)) {
      case 0 -> new Faulted("fault");
      case 1, 2 -> new Recovered();
      case 3 -> new PriorityChanged(config.owner() ? 255 : random.nextInt(1, 255));
      case 4 -> new AddressTaken("taken");
      case 5 -> new Stalled(random.nextLong(3 * SECOND));
      case 6 -> random.nextInt(20) == 0 ? new Stop() : new TimePassed();
      case 7 -> new Start(random.nextInt(2) * SECOND);
      case 16 -> new Reconfigured(config);
      case 8, 9, 10, 11, 12, 13, 14, 15 -> anyAdvert(random);
      default -> new TimePassed();
    };
  }

  private static Heard anyAdvert(Random random) {
    int priority = random.nextInt(3) == 0 ? random.nextInt(2) * 255 : random.nextInt(1, 255);
    IpAddress source = SOURCES.get(random.nextInt(SOURCES.size()));
    return Given.heard(priority, source, random.nextLong(1, 4096) * 10 * MILLISECOND);
  }
}
