package dev.baton.core.vrrp;

import java.util.EnumSet;
import java.util.Set;

/**
 * What one virtual router has already complained about, so that a sender whose every advert is
 * wrong does not fill the log. This is a value. It is reset when the router becomes master or
 * ceases to be master, and when a backup hears a new master.
 *
 * @param asMaster whether the router was master when it complained
 */
public record Complaints(boolean asMaster, Set<Kind> said) {

  /** Nothing has been said yet. */
  public static final Complaints NONE = new Complaints(false, Set.of());

  /** What one may complain of. */
  public enum Kind {
    TOO_SHORT,
    LENGTH,
    TTL,
    VERSION,
    AUTHENTICATION_TYPE,
    AUTHENTICATION_MISMATCH,
    PASSWORD,
    HEADER,
    SPI,
    SEQUENCE,
    TRAILER_MISSING,
    TRAILER_MALFORMED,
    TRAILER_KEY,
    TRAILER_HMAC,
    TRAILER_STALE,
    TRAILER_REPLAY,
    INTERVAL,
    TYPE,
    CHECKSUM,
    DESTINATION,
    PEER,
    OWNER_IGNORES,
    NO_ADDRESSES,
    ADDRESS_LIST,
    CLONE
  }

  boolean has(Kind kind) {
    return said.contains(kind);
  }

  Complaints with(Kind kind) {
    Set<Kind> more = EnumSet.of(kind);
    more.addAll(said);
    return new Complaints(asMaster, Set.copyOf(more));
  }

  /** The same in the same role; nothing in another. */
  Complaints in(boolean master) {
    return master == asMaster ? this : new Complaints(master, Set.of());
  }
}
