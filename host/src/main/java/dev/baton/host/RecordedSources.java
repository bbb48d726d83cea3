package dev.baton.host;

import dev.baton.config.facts.Sources;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What a reading of a configuration found in its files, in short: enough to tell whether the files
 * say the same now. Made by a {@link SourcesRecorder}.
 *
 * @param readings a fingerprint for each path that was read, or was to be
 * @param patterns what each pattern matched
 */
public record RecordedSources(Map<String, Long> readings, Map<String, Pattern> patterns) {

  /**
   * What a pattern matched.
   *
   * @param entriesMax how many entries of directories might be looked at
   */
  public record Pattern(int entriesMax, List<String> names) {}

  /** The paths and patterns that say something else now, sorted; reads all of them. */
  public List<String> changedIn(Sources now) {
    var changed = new ArrayList<String>();
    readings.forEach(
        (path, fingerprint) -> {
          if (SourcesRecorder.fingerprint(now.read(path)) != fingerprint) {
            changed.add(path);
          }
        });
    patterns.forEach(
        (pattern, before) -> {
          if (!now.matching(pattern, before.entriesMax()).names().equals(before.names())) {
            changed.add(pattern);
          }
        });
    Collections.sort(changed);
    return List.copyOf(changed);
  }
}
