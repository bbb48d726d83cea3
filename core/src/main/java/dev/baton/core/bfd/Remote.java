package dev.baton.core.bfd;

/**
 * What the neighbor has said of itself last (RFC 5880, section 6.8.1).
 *
 * @param state bfd.RemoteSessionState
 * @param discriminator bfd.RemoteDiscr; 0 as long as nothing is known
 * @param diagnostic its reason for its last change
 * @param minReceiveNanos bfd.RemoteMinRxInterval; 0 if it wants no packets
 * @param minTransmitNanos its Desired Min TX Interval
 * @param multiplier its Detect Mult
 * @param demand bfd.RemoteDemandMode
 */
public record Remote(
    SessionState state,
    int discriminator,
    int diagnostic,
    long minReceiveNanos,
    long minTransmitNanos,
    int multiplier,
    boolean demand) {

  /** Nothing is known, or not any more. */
  public static final Remote UNKNOWN = new Remote(SessionState.DOWN, 0, 0, 1_000, 0, 0, false);

  static Remote of(BfdPacket packet) {
    return new Remote(
        packet.state(),
        packet.myDiscriminator(),
        packet.diagnostic(),
        packet.requiredMinReceiveMicros() * 1_000,
        packet.desiredMinTransmitMicros() * 1_000,
        packet.detectMultiplier(),
        packet.demand());
  }

  /** Whether anything is known. */
  public boolean isKnown() {
    return discriminator != 0;
  }
}
