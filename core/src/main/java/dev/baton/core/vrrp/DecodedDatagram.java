package dev.baton.core.vrrp;

/**
 * The result of decoding a received datagram: an advertisement, or the reason why it is not one.
 */
public sealed interface DecodedDatagram permits VrrpDatagram, DecodedDatagram.Malformed {

  /**
   * No advertisement.
   *
   * @param offset where in the packet it went wrong
   * @param found the number that is there
   * @param expected the number that should be
   */
  record Malformed(Reason reason, int offset, int found, int expected) implements DecodedDatagram {

    /** What is wrong, in the order of the checks. */
    public enum Reason {
      /** Too short for a VRRP header. */
      TOO_SHORT,
      /** Neither version 2 nor 3. */
      VERSION,
      /** Not an advertisement. */
      TYPE,
      /** The count of addresses does not fit the length. */
      LENGTH,
      /** Damaged on its way. */
      CHECKSUM
    }
  }
}
