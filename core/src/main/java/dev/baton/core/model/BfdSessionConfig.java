package dev.baton.core.model;

import dev.baton.core.bfd.BfdConfig;
import dev.baton.core.net.IpAddress;
import dev.baton.core.track.Reading;
import dev.baton.core.track.TrackerId;
import dev.baton.core.track.Weight;
import java.util.Optional;

/**
 * A bfd_instance: one session with one neighbor.
 *
 * @param source empty for the kernel's choice
 * @param hopLimit of the packets that are sent
 * @param hopsMax how much smaller that of a received packet may be; {@link #ANY_HOPS}
 * @param multihop port 4784 (RFC 5883), not 3784
 * @param weight for those who track it without a weight of their own
 * @param ofInstances instances may track it
 * @param ofCheckers checkers may follow it
 */
public record BfdSessionConfig(
    BfdConfig bfd,
    IpAddress neighbor,
    Optional<IpAddress> source,
    int hopLimit,
    int hopsMax,
    boolean multihop,
    Weight weight,
    boolean ofInstances,
    boolean ofCheckers)
    implements TrackerConfig {

  /** Packets count from however far they come. */
  public static final int ANY_HOPS = 255;

  /** As it is called in the configuration. */
  public String name() {
    return bfd.name();
  }

  @Override
  public TrackerId id() {
    return TrackerId.bfd(name());
  }

  /** A session is down until it is known to be up. */
  @Override
  public Reading beforeFirst() {
    return Reading.Verdict.DOWN;
  }

  @Override
  public Reading beforeFirstAfterReload() {
    return Reading.Verdict.DOWN;
  }

  /** Whether it is a session with the same neighbor, between the same ends. */
  @Override
  public boolean continues(TrackerConfig previous) {
    return previous instanceof BfdSessionConfig before
        && before.neighbor.equals(neighbor)
        && before.source.equals(source)
        && before.multihop == multihop;
  }
}
