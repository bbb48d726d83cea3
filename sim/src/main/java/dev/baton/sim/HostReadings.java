package dev.baton.sim;

import dev.baton.core.track.Reading;
import dev.baton.core.track.TrackerId;
import java.util.HashMap;
import java.util.Map;

/** What the scripts and tracked files of one host say, and which tracked processes run there. */
final class HostReadings {

  private final Map<String, Boolean> scripts = new HashMap<>();
  private final Map<String, Integer> values = new HashMap<>();
  private final Map<String, Boolean> processes = new HashMap<>();

  /** The last result of a script; good before the first. */
  boolean good(String script) {
    return scripts.getOrDefault(script, true);
  }

  /** The number in a file; 0 before the first. */
  int valueIn(String file) {
    return values.getOrDefault(file, 0);
  }

  /** Whether a process runs; it does before anything is known of it. */
  boolean runs(String process) {
    return processes.getOrDefault(process, true);
  }

  void run(String process, boolean on) {
    processes.put(process, on);
  }

  void judge(String script, boolean good) {
    scripts.put(script, good);
  }

  void write(String file, int value) {
    values.put(file, value);
  }

  /** As the supervisor tells it. */
  Reading of(TrackerId tracker) {
    return switch (tracker.kind()) {
      case SCRIPT -> Reading.of(good(tracker.name()));
      case FILE -> new Reading.Value(valueIn(tracker.name()));
      case PROCESS -> Reading.of(runs(tracker.name()));
      case BFD -> throw new IllegalArgumentException("the node knows it by itself");
    };
  }
}
