package dev.baton.core.vrrp;

/** The versions of the protocol: 2 (RFC 3768) speaks IPv4 only, 3 is RFC 9568. */
public enum VrrpVersion {
  V2(2, 1_000_000_000L),
  V3(3, 10_000_000L);

  private final int number;
  private final long intervalUnitNanos;

  VrrpVersion(int number, long intervalUnitNanos) {
    this.number = number;
    this.intervalUnitNanos = intervalUnitNanos;
  }

  /** The number in the packet and in the configuration. */
  public int number() {
    return number;
  }

  /** The unit of the packet's interval: a second, or a hundredth of one. */
  long intervalUnitNanos() {
    return intervalUnitNanos;
  }
}
