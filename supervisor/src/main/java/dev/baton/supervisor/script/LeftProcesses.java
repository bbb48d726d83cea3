package dev.baton.supervisor.script;

import dev.baton.core.log.LogLine;
import dev.baton.linux.process.Orphans;
import dev.baton.supervisor.loop.EventLoop;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What scripts have left running: processes that are in no script's process group and have lost
 * their parent. The daemon adopts them, so that it can count them, and does not end them: a notify
 * script may have started a server on purpose. At the daemon's end they are init's, as ever.
 */
final class LeftProcesses {

  /** What has ended may stay a zombie for so long; one look is for all of a moment. */
  private static final long REAP_NANOS = 100_000_000L;

  /** One part in so many of the loop's time may be spent on looking. */
  private static final int TIME_SHARE = 100;

  private final EventLoop loop;
  private final Consumer<LogLine> log;
  private final boolean adopted;
  private final LeftTally tally = new LeftTally();
  private Optional<EventLoop.Timer> reaping = Optional.empty();
  private long nextLookNanos = System.nanoTime();

  private LeftProcesses(EventLoop loop, Consumer<LogLine> log, boolean adopted) {
    this.loop = loop;
    this.log = log;
    this.adopted = adopted;
  }

  /** They come to this process from now on, if the kernel can tell which ones they are. */
  static LeftProcesses open(EventLoop loop, Consumer<LogLine> log) {
    return new LeftProcesses(loop, log, Orphans.adopt());
  }

  /** A script has ended, so there may be more of them. */
  void scriptEnded(String title) {
    if (!adopted || System.nanoTime() - nextLookNanos < 0) {
      return;
    }
    List<Integer> living = look();
    tally.afterEnd(title, living.size()).ifPresent(most -> log.accept(warning(living, most)));
  }

  private static LogLine warning(List<Integer> living, String most) {
    int newest = living.getLast();
    return LogLine.warning(
        living.size()
            + " processes that scripts have left behind still run, most of them from runs of "
            + most
            + "; one is "
            + newest
            + " ("
            + Orphans.name(newest)
            + ")");
  }

  /** A child has ended, perhaps one of them. */
  void childEnded() {
    if (adopted && reaping.isEmpty()) {
      long atNanos = Math.max(System.nanoTime() + REAP_NANOS, nextLookNanos);
      reaping = Optional.of(loop.at(atNanos, () -> tally.atMost(look().size())));
    }
  }

  private List<Integer> look() {
    reaping.ifPresent(EventLoop.Timer::cancel);
    reaping = Optional.empty();
    long begunNanos = System.nanoTime();
    List<Integer> living = Orphans.living();
    long endedNanos = System.nanoTime();
    nextLookNanos = endedNanos + TIME_SHARE * (endedNanos - begunNanos);
    return living;
  }
}
