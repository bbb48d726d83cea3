package dev.baton.supervisor.life;

/**
 * How long to wait before a dead router is restarted. If it ran for a minute, there is no delay;
 * otherwise the delays are 0, 1, 2, 4 … seconds, up to a minute. The supervisor never gives up.
 *
 * @param deaths consecutive deaths, each within a minute of the start
 */
record RespawnDelay(int deaths) {

  static final RespawnDelay FRESH = new RespawnDelay(0);

  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final long LONG_LIFE_NANOS = 60 * NANOS_PER_SECOND;
  private static final int SECONDS_MAX = 60;

  /** What follows from one more death, of a router that lived so long. */
  RespawnDelay afterLifeOf(long livedNanos) {
    return new RespawnDelay(livedNanos >= LONG_LIFE_NANOS ? 1 : Math.min(deaths + 1, 8));
  }

  /** How long to wait now. */
  long seconds() {
    return deaths <= 1 ? 0 : Math.min(1L << (deaths - 2), SECONDS_MAX);
  }
}
