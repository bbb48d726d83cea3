package dev.baton.router.loop;

import dev.baton.core.track.TrackerId;
import dev.baton.core.wire.QueueFigures;
import dev.baton.core.wire.ToRouter;
import dev.baton.router.worker.BackgroundWorker;
import dev.baton.router.worker.KernelWorker;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Messages of the supervisor that may be about names which only a coming configuration knows. That
 * may be long in coming: a survey that the kernel refuses is repeated until it succeeds. So of each
 * tracker only the newest reading waits, and only as many requests for a snapshot as the supervisor
 * remembers.
 */
final class WaitingMessages {

  /** Behind so many the supervisor has forgotten the oldest. */
  static final int SHOW_COUNT_MAX = 64;

  private final Map<TrackerId, ToRouter.TrackerRead> readings = new LinkedHashMap<>();
  private final ArrayDeque<ToRouter.Show> shows = new ArrayDeque<>();
  private int countMax;
  private long replacedCount;

  void add(ToRouter.TrackerRead reading) {
    if (readings.put(reading.tracker(), reading) != null) {
      replacedCount++;
    }
    count();
  }

  void add(ToRouter.Show show) {
    if (shows.size() == SHOW_COUNT_MAX) {
      shows.remove();
      replacedCount++;
    }
    shows.add(show);
    count();
  }

  private void count() {
    countMax = Math.max(countMax, readings.size() + shows.size());
  }

  /** Takes them all: first what is new, then the requests to show it. */
  List<ToRouter> takeAll() {
    List<ToRouter> all = new ArrayList<>(readings.values());
    all.addAll(shows);
    readings.clear();
    shows.clear();
    return all;
  }

  /** The most that have waited at once. */
  int countMax() {
    return countMax;
  }

  /** How many a newer one has replaced. */
  long replacedCount() {
    return replacedCount;
  }

  /**
   * How much has waited at most, here and for the workers.
   *
   * @param refusedShowCount requests for snapshots that were refused elsewhere
   */
  QueueFigures figures(KernelWorker worker, BackgroundWorker background, long refusedShowCount) {
    return new QueueFigures(
        worker.planCountMax(),
        worker.taskCountMax(),
        background.taskCountMax(),
        countMax,
        worker.replacedCount() + replacedCount + refusedShowCount);
  }
}
