package dev.baton.core.node;

import dev.baton.core.model.TrackerConfig;
import dev.baton.core.track.Reading;
import dev.baton.core.track.TrackerId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is known of the tracked objects that the configuration defines, whatever their kind. */
final class TrackerBoard {

  private final Map<TrackerId, TrackerConfig> configs = new HashMap<>();
  private final Map<TrackerId, Reading> readings = new HashMap<>();

  /**
   * Takes the definitions of a configuration; what is known of an object that goes on stays known.
   *
   * @param atStart who depends on what is not known yet waits for it; else goes on without
   */
  void configure(List<TrackerConfig> trackers, boolean atStart) {
    var oldConfigs = Map.copyOf(configs);
    var oldReadings = Map.copyOf(readings);
    configs.clear();
    readings.clear();
    for (TrackerConfig tracker : trackers) {
      Reading fresh = atStart ? tracker.beforeFirst() : tracker.beforeFirstAfterReload();
      TrackerConfig old = oldConfigs.get(tracker.id());
      boolean known = old != null && tracker.continues(old);
      configs.put(tracker.id(), tracker);
      readings.put(tracker.id(), known ? oldReadings.getOrDefault(tracker.id(), fresh) : fresh);
    }
  }

  /** Takes a reading; false if it is of nothing that is known, or no news. */
  boolean read(TrackerId tracker, Reading reading) {
    Reading before = readings.replace(tracker, reading);
    return before != null && !before.equals(reading);
  }

  /** The present reading; of what is not defined, one that changes nothing. */
  Reading reading(TrackerId tracker) {
    return readings.getOrDefault(tracker, Reading.Verdict.PRESUMED);
  }
}
