package dev.baton.core.vrrp;

/** The versions of the protocol: 2 (RFC 3768) speaks IPv4 only, 3 is RFC 9568. */
public enum VrrpVersion {
  V2(2),
  V3(3);

  private final int number;

  VrrpVersion(int number) {
    this.number = number;
  }

  /** The number in the packet and in the configuration. */
  public int number() {
    return number;
  }
}
