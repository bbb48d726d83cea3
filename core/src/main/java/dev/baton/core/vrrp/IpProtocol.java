package dev.baton.core.vrrp;

/** What the IP header of an advert says that follows, and how far behind it the message begins. */
public enum IpProtocol {
  /** The message itself (RFC 9568, section 5.1.1.4). */
  VRRP(112, 0),

  /** An authentication header in front of the message (RFC 2402). */
  AH(51, AuthenticationHeader.BYTES);

  private final int number;
  private final int headerBytes;

  IpProtocol(int number, int headerBytes) {
    this.number = number;
    this.headerBytes = headerBytes;
  }

  /** In the IP header. */
  public int number() {
    return number;
  }

  /** Between the IP header and the message. */
  public int headerBytes() {
    return headerBytes;
  }
}
