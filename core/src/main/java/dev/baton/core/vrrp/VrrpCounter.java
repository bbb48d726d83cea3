package dev.baton.core.vrrp;

/** The counters of one virtual router, in the order of the statistics dump (RFC 8347's names). */
public enum VrrpCounter {
  ADVERT_RECEIVED,
  ADVERT_SENT,
  BECAME_MASTER,
  RELEASED_MASTER,
  PACKET_LENGTH_ERROR,
  ADVERT_INTERVAL_ERROR,
  IP_TTL_ERROR,
  INVALID_TYPE_RECEIVED,
  ADDRESS_LIST_ERROR,
  INVALID_AUTHENTICATION_TYPE,
  AUTHENTICATION_TYPE_MISMATCH,
  AUTHENTICATION_FAILURE,
  TRAILER_MISSING,
  TRAILER_MALFORMED,
  TRAILER_UNKNOWN_KEY,
  TRAILER_WRONG_HMAC,
  TRAILER_STALE,
  TRAILER_REPLAY,
  PRIORITY_ZERO_RECEIVED,
  PRIORITY_ZERO_SENT,
  VERSION_ERROR,
  CHECKSUM_ERROR;

  /** Whether it counts adverts that leave; without a socket none does. */
  public boolean ofSending() {
    return this == ADVERT_SENT || this == PRIORITY_ZERO_SENT;
  }
}
