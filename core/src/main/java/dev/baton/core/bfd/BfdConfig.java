package dev.baton.core.bfd;

/**
 * What a session has to know of its configuration.
 *
 * @param name for the log
 * @param minReceiveNanos bfd.RequiredMinRxInterval
 * @param minTransmitNanos bfd.DesiredMinTxInterval while the session is up
 * @param idleTransmitNanos the same while it is not; at least a second (section 6.8.3)
 * @param multiplier bfd.DetectMult
 * @param passive packets are sent only once one was received (section 6.1)
 */
public record BfdConfig(
    String name,
    long minReceiveNanos,
    long minTransmitNanos,
    long idleTransmitNanos,
    int multiplier,
    boolean passive) {}
