package dev.baton.core.vrrp;

import dev.baton.core.net.IpAddress;

/**
 * What one virtual router remembers of numbered adverts, its own and those of others. A value.
 *
 * @param header of those with an authentication header
 * @param trailer of those with a signature behind them
 */
public record ReplayMarks(SequenceMarks header, TrailerMarks trailer) {

  /** Nothing was sent or heard. */
  public static final ReplayMarks NONE = new ReplayMarks(SequenceMarks.NONE, TrailerMarks.NONE);

  /** The number of the advert to be sent next, and the marks once it has been. */
  public record Numbered(long sequence, ReplayMarks marks) {}

  /** Numbers an advert that leaves from this address; 0 where adverts carry no number. */
  public Numbered next(VrrpAuthentication authentication, IpAddress source, HostTime time) {
    return switch (authentication) {
      case VrrpAuthentication.Header _ -> {
        long sequence = header.next();
        yield new Numbered(sequence, withHeader(header.with(source, sequence)));
      }
      case VrrpAuthentication.Trailer ours -> {
        TrailerMarks sent = trailer.sending(ours, time);
        yield new Numbered(sent.sent(), withTrailer(sent));
      }
      case VrrpAuthentication.None _, VrrpAuthentication.Password _ -> new Numbered(0, this);
    };
  }

  ReplayMarks withHeader(SequenceMarks other) {
    return new ReplayMarks(other, trailer);
  }

  ReplayMarks withTrailer(TrailerMarks other) {
    return new ReplayMarks(header, other);
  }
}
