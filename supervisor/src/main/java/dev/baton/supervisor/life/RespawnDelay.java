package dev.baton.supervisor.life;

/**
 * How long to wait before a dead router is started again: not at all if it had lived for a minute,
 * else 0, 1, 2, 4 … seconds, a minute at most. It never gives up.
 *
 * @param deaths in a row, each within a minute of its start
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
