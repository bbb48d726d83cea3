package dev.baton.core.announce;

/**
 * When a master announces its addresses again. A value: the first set leaves with the event itself
 * ({@code masterRepeat} or {@code lowerPriorityRepeat} rounds), and this knows what follows.
 *
 * <p>There is one slot for each reason, so a reason that comes again moves its deadline and never
 * doubles it; leaving master is {@link #NONE}, which forgets them all.
 *
 * @param masterAgainAtNanos the second set after becoming master, or after doubt
 * @param lowerAgainAtNanos the second set after a lower router spoke
 * @param refreshAtNanos the next periodic refresh
 * @param extraAtNanos the next announcement on other interfaces than the instance's own
 */
public record AnnounceSchedule(
    long masterAgainAtNanos, long lowerAgainAtNanos, long refreshAtNanos, long extraAtNanos) {

  /** A deadline that never comes. */
  public static final long NEVER = Long.MAX_VALUE;

  /** Nothing to announce: not master. */
  public static final AnnounceSchedule NONE = new AnnounceSchedule(NEVER, NEVER, NEVER, NEVER);

  /**
   * What is due.
   *
   * @param rounds how often each address is to be announced now; 0 for not at all
   * @param extra whether the addresses on other interfaces are, once; {@code garp_extra_if} says
   *     which. They are part of a round, so this is not set beside one.
   */
  public record Due(int rounds, boolean extra, AnnounceSchedule next) {}

  /** The router became master, and all addresses were announced. */
  public static AnnounceSchedule becameMaster(AnnounceConfig config, long nowNanos) {
    long secondAtNanos = nowNanos + config.masterDelayNanos();
    return new AnnounceSchedule(
        after(nowNanos, config.masterDelayNanos()),
        NEVER,
        after(secondAtNanos, config.refreshNanos()),
        after(secondAtNanos, config.extraInterfaceNanos()));
  }

  /** All addresses were announced again, because neighbours may have been misled or are new. */
  public AnnounceSchedule announcedAgain(AnnounceConfig config, long nowNanos) {
    return new AnnounceSchedule(
        after(nowNanos, config.masterDelayNanos()),
        lowerAgainAtNanos,
        refreshAtNanos,
        extraAtNanos);
  }

  /** A lower router spoke, and was answered by as many rounds as are configured. */
  public AnnounceSchedule lowerPriorityHeard(AnnounceConfig config, long nowNanos) {
    long delayNanos = config.lowerPriorityRepeat() == 0 ? 0 : config.lowerPriorityDelayNanos();
    return new AnnounceSchedule(
        masterAgainAtNanos, after(nowNanos, delayNanos), refreshAtNanos, extraAtNanos);
  }

  /** A reload: what is periodic starts again, a second set that is still to come stays. */
  public AnnounceSchedule reconfigured(AnnounceConfig config, long nowNanos) {
    return new AnnounceSchedule(
        masterAgainAtNanos,
        lowerAgainAtNanos,
        after(nowNanos, config.refreshNanos()),
        after(nowNanos, config.extraInterfaceNanos()));
  }

  private static long after(long nowNanos, long delayNanos) {
    return delayNanos == 0 ? NEVER : nowNanos + delayNanos;
  }

  /** When {@link #due} has something to say. */
  public long nextDeadlineNanos() {
    return Math.min(
        Math.min(masterAgainAtNanos, lowerAgainAtNanos), Math.min(refreshAtNanos, extraAtNanos));
  }

  /** What is due now. Reasons that fall together are served by one set, the largest. */
  public Due due(AnnounceConfig config, long nowNanos) {
    int rounds = 0;
    if (nowNanos >= masterAgainAtNanos) {
      rounds = config.masterRepeat();
    }
    if (nowNanos >= lowerAgainAtNanos) {
      rounds = Math.max(rounds, config.lowerPriorityRepeat());
    }
    if (nowNanos >= refreshAtNanos) {
      rounds = Math.max(rounds, config.refreshRepeat());
    }
    var next =
        new AnnounceSchedule(
            nowNanos >= masterAgainAtNanos ? NEVER : masterAgainAtNanos,
            nowNanos >= lowerAgainAtNanos ? NEVER : lowerAgainAtNanos,
            repeated(refreshAtNanos, config.refreshNanos(), nowNanos),
            repeated(extraAtNanos, config.extraInterfaceNanos(), nowNanos));
    return new Due(rounds, rounds == 0 && nowNanos >= extraAtNanos, next);
  }

  /**
   * From the last deadline on, so that periods do not drift; what was slept through is not made up.
   */
  private static long repeated(long atNanos, long periodNanos, long nowNanos) {
    if (nowNanos < atNanos) {
      return atNanos;
    }
    return atNanos + periodNanos > nowNanos ? atNanos + periodNanos : nowNanos + periodNanos;
  }
}
