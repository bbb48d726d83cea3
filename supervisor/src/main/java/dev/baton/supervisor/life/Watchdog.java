package dev.baton.supervisor.life;

import dev.baton.supervisor.loop.EventLoop;
import java.util.function.BooleanSupplier;

/**
 * Gives systemd the signs of life that it waits for (WatchdogSec=, sd_watchdog_enabled(3)). While
 * there is a router, only an answer of its loop is one: a daemon whose adverts do not leave is not
 * alive, however busy this process is. {@link Heartbeat} asks, and replaces a hanging router much
 * sooner; systemd acts where that fails, or where this process hangs itself.
 */
final class Watchdog {

  /** So often in systemd's time a sign is given where no router gives it. */
  private static final int SIGNS = 4;

  private final EventLoop loop;
  private final long limitNanos;
  private final BooleanSupplier routerAnswers;
  private final Runnable sign;

  /**
   * @param limitNanos so long systemd waits for a sign; 0 if it does not
   * @param routerAnswers whether there is a router whose answers are the signs
   * @param sign gives one
   */
  Watchdog(EventLoop loop, long limitNanos, BooleanSupplier routerAnswers, Runnable sign) {
    this.loop = loop;
    this.limitNanos = limitNanos;
    this.routerAnswers = routerAnswers;
    this.sign = sign;
  }

  /** The start is complete, so systemd waits from now on. */
  void begin() {
    if (limitNanos > 0) {
      look();
    }
  }

  private void look() {
    if (!routerAnswers.getAsBoolean()) {
      sign.run();
    }
    loop.at(System.nanoTime() + limitNanos / SIGNS, this::look);
  }

  /** The router has answered: its loop turns. */
  void routerTurned() {
    if (limitNanos > 0 && routerAnswers.getAsBoolean()) {
      sign.run();
    }
  }
}
