package dev.baton.core.node;

import dev.baton.core.model.RouterConfig;

/**
 * The time after the start during which nobody is heard and no timer runs (vrrp_startup_delay,
 * vrrp_delay_after_boot).
 */
final class StartupDelay implements Timed {

  private final Runnable whenOver;
  private boolean running;
  private long startedAtNanos;
  private long endsAtNanos;

  /** Not begun. */
  StartupDelay(Runnable whenOver) {
    this.whenOver = whenOver;
  }

  /** The node begins now. */
  void begin(RouterConfig config, TurnActions turn) {
    startedAtNanos = turn.nowNanos();
    endsAtNanos = endNanos(config);
    running = endsAtNanos > startedAtNanos;
    if (running) {
      turn.say(NodeLog.startDelayed(endsAtNanos - startedAtNanos));
    }
  }

  /** Of the two delays, the one that ends later counts; monotonic time is that since the boot. */
  private long endNanos(RouterConfig config) {
    return Math.max(startedAtNanos + config.startupDelayNanos(), config.delayAfterBootNanos());
  }

  /** What is left of it; 0 if it is over. */
  long restNanos(long nowNanos) {
    return running ? Math.max(0, endsAtNanos - nowNanos) : 0;
  }

  /** A reload. Tells whether it ends at another time now, which may be the present. */
  boolean move(RouterConfig config, TurnActions turn) {
    long endNanos = endNanos(config);
    if (!running || endNanos == endsAtNanos) {
      return false;
    }
    endsAtNanos = endNanos;
    if (endsAtNanos > turn.nowNanos()) {
      turn.say(NodeLog.startDelayedFurther(endsAtNanos - turn.nowNanos()));
    } else {
      running = false;
      turn.say(NodeLog.startDelayCutShort());
    }
    return true;
  }

  @Override
  public long nextDeadlineNanos() {
    return running ? endsAtNanos : Long.MAX_VALUE;
  }

  @Override
  public void timePassed(long nowNanos, TurnActions turn) {
    running = false;
    turn.say(NodeLog.startDelayOver());
    whenOver.run();
  }
}
