package dev.baton.core.model;

import dev.baton.core.net.IpAddress;
import dev.baton.core.track.Weight;
import java.util.Optional;

/**
 * A bfd_instance: one session of RFC 5880.
 *
 * @param source empty for the kernel's choice
 * @param minReceiveNanos bfd.RequiredMinRxInterval
 * @param minTransmitNanos bfd.DesiredMinTxInterval
 * @param idleTransmitNanos the same while the session is down
 * @param multiplier bfd.DetectMult
 * @param passive packets are sent only once one was received
 * @param hopLimit of the packets that are sent
 * @param hopsMax how many routers a received packet may have crossed; {@link #ANY_HOPS}
 * @param multihop port 4784 (RFC 5883), not 3784
 * @param weight for those who track it without a weight of their own
 * @param ofInstances instances may track it
 * @param ofCheckers checkers may follow it
 */
public record BfdConfig(
    String name,
    IpAddress neighbor,
    Optional<IpAddress> source,
    long minReceiveNanos,
    long minTransmitNanos,
    long idleTransmitNanos,
    int multiplier,
    boolean passive,
    int hopLimit,
    int hopsMax,
    boolean multihop,
    Weight weight,
    boolean ofInstances,
    boolean ofCheckers) {

  /** Packets count from however far they come. */
  public static final int ANY_HOPS = 255;
}
