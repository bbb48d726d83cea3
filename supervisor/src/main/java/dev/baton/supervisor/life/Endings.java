package dev.baton.supervisor.life;

/** What must have ended before the daemon can end. */
final class Endings {

  private final Runnable onAll;
  private int awaited;

  /** Nothing yet; {@code onAll} is called when the last of what is awaited has ended. */
  Endings(Runnable onAll) {
    this.onAll = onAll;
  }

  /** One more is awaited; it must say once that it has ended. */
  Runnable await() {
    awaited++;
    return this::ended;
  }

  private void ended() {
    awaited--;
    if (awaited == 0) {
      onAll.run();
    }
  }
}
