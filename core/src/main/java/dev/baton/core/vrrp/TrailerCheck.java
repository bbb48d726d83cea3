package dev.baton.core.vrrp;

import dev.baton.core.log.LogLine;
import dev.baton.core.net.IpAddress;
import dev.baton.core.vrrp.Complaints.Kind;
import dev.baton.core.vrrp.VrrpAuthentication.Trailer;
import dev.baton.core.vrrp.VrrpAuthentication.Trailer.AntiReplay;
import java.util.Optional;

/**
 * Judges the signature of an advert: its form, its key, its time, the digest, and whether it was
 * heard before, in this order. Nothing of a packet that is not genuine is remembered.
 */
final class TrailerCheck {

  /** What becomes of an advert. */
  sealed interface Result {}

  /** Whoever sent it knows a key, just now. */
  record Genuine(TrailerMarks marks) implements Result {}

  /** It is dropped. */
  record Refused(Kind kind, VrrpCounter counter, LogLine line) implements Result {}

  private final Trailer ours;
  private final TrailerMarks marks;
  private final VrrpReceiver.Arrival arrival;
  private final VrrpLog log;

  TrailerCheck(Trailer ours, TrailerMarks marks, VrrpReceiver.Arrival arrival, VrrpLog log) {
    this.ours = ours;
    this.marks = marks;
    this.arrival = arrival;
    this.log = log;
  }

  /** Of an advert that ends in a trailer. */
  Result check() {
    IpAddress source = arrival.envelope().source();
    AdvertTrailer trailer = AdvertTrailer.read(arrival.bytes(), arrival.envelope());
    if (trailer.type() != AdvertTrailer.TYPE_HMAC_SHA256 || trailer.reserved() != 0) {
      return new Refused(
          Kind.TRAILER_MALFORMED, VrrpCounter.TRAILER_MALFORMED, log.malformedTrailer(source));
    }
    Optional<HmacKey> key = ours.key(trailer.keyId());
    if (key.isEmpty()) {
      return new Refused(
          Kind.TRAILER_KEY,
          VrrpCounter.TRAILER_UNKNOWN_KEY,
          log.unknownKey(source, trailer.keyId()));
    }
    HostTime now = arrival.time();
    TrustedTime time = marks.time().at(now);
    TrustedTime wall = TrustedTime.trustingWall(now);
    boolean fresh = isFresh(trailer, time);
    if (!fresh && !(time.doubtsWall(now) && isFresh(trailer, wall))) {
      return new Refused(
          Kind.TRAILER_STALE,
          VrrpCounter.TRAILER_STALE,
          log.stale(source, TrustedTime.secondsBetween(trailer.sequence(), time.sequence(now))));
    }
    if (!AdvertTrailer.isGenuine(arrival.bytes(), arrival.envelope(), key.get())) {
      return new Refused(
          Kind.TRAILER_HMAC, VrrpCounter.TRAILER_WRONG_HMAC, log.wrongHmac(source, key.get().id()));
    }
    TrustedTime right = fresh ? time : wall;
    if (!marks.isNew(ours, source, trailer.sequence(), right.sequence(now))) {
      return new Refused(Kind.TRAILER_REPLAY, VrrpCounter.TRAILER_REPLAY, log.replayed(source));
    }
    return new Genuine(marks.withTime(right).heard(source, trailer.sequence()));
  }

  private boolean isFresh(AdvertTrailer trailer, TrustedTime time) {
    return ours.antiReplay() == AntiReplay.MONOTONIC
        || TrailerMarks.isWithin(
            ours.windowSeconds(), trailer.sequence(), time.sequence(arrival.time()));
  }
}
