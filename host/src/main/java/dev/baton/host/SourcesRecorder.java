package dev.baton.host;

import dev.baton.config.facts.Sources;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Files that remember what they said, in short. Read a configuration through it, and {@link
 * #recorded} can tell later whether a reading would find the same.
 */
public final class SourcesRecorder implements Sources {

  private final Sources live;
  private final Map<String, Long> readings = new LinkedHashMap<>();
  private final Map<String, RecordedSources.Pattern> patterns = new LinkedHashMap<>();

  /** Asks {@code live} each time, and remembers its last answer. */
  public SourcesRecorder(Sources live) {
    this.live = live;
  }

  @Override
  public Reading read(String path) {
    Reading reading = live.read(path);
    readings.put(path, fingerprint(reading));
    return reading;
  }

  @Override
  public Matches matching(String pattern, int entriesMax) {
    Matches matches = live.matching(pattern, entriesMax);
    patterns.put(pattern, new RecordedSources.Pattern(entriesMax, matches.names()));
    return matches;
  }

  /** What was read so far. */
  public RecordedSources recorded() {
    return new RecordedSources(Map.copyOf(readings), Map.copyOf(patterns));
  }

  /** Of the length and the content; a negative number for each reason why there is none. */
  static long fingerprint(Reading reading) {
    return switch (reading) {
      case Content(byte[] bytes) -> {
        var sum = new CRC32C();
        sum.update(bytes, 0, bytes.length);
        yield (long) bytes.length << Integer.SIZE | sum.getValue();
      }
      case Refused(Reason reason) -> -1L - List.of(Reason.values()).indexOf(reason);
    };
  }
}
