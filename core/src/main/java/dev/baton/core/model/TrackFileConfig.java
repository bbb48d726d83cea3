package dev.baton.core.model;

import dev.baton.core.track.Reading;
import dev.baton.core.track.TrackerId;
import dev.baton.core.track.Weight;
import java.util.Optional;

/**
 * A track_file.
 *
 * @param path the file with the number
 * @param weight for those who track it without a weight of their own
 * @param init what is written into the file at the start of the daemon, if anything is
 */
public record TrackFileConfig(String name, String path, Weight weight, Optional<Init> init)
    implements TrackerConfig {

  /** The default: the number itself is added. */
  public static final Weight WEIGHT_DEFAULT = new Weight(1, false);

  /**
   * The number that the file begins with.
   *
   * @param overwrite even if it is there already
   */
  public record Init(int value, boolean overwrite) {}

  @Override
  public TrackerId id() {
    return TrackerId.file(name);
  }

  @Override
  public Reading beforeFirst() {
    return Reading.Verdict.AWAITED;
  }

  @Override
  public Reading beforeFirstAfterReload() {
    return Reading.Verdict.PRESUMED;
  }

  /** Another file under the name is read in a moment; until then nothing shall change. */
  @Override
  public boolean continues(TrackerConfig previous) {
    return true;
  }
}
