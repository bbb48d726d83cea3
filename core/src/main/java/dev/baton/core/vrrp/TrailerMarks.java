package dev.baton.core.vrrp;

import dev.baton.core.net.IpAddress;
import dev.baton.core.vrrp.VrrpAuthentication.Trailer;
import java.util.ArrayList;
import java.util.List;

/**
 * What a router that signs its adverts remembers against replays: its own last number, and the
 * highest of each sender. Numbers are times, compared by serial-number arithmetic (RFC 1982). A
 * value.
 *
 * @param sent the last number of our own; it means nothing unless {@code hasSent}
 * @param marks the sender heard last at the end, at most {@link #SENDER_COUNT_MAX}
 */
public record TrailerMarks(boolean hasSent, long sent, List<Mark> marks, TrustedTime time) {

  /**
   * keepalived remembers four senders of a group. Whoever is pushed out could be replayed within
   * the window; but only those who know a key get in.
   */
  static final int SENDER_COUNT_MAX = 16;

  /** Nothing was sent, and nobody was heard. */
  public static final TrailerMarks NONE = new TrailerMarks(false, 0, List.of(), TrustedTime.NONE);

  /** The highest number of one sender. */
  public record Mark(IpAddress sender, long sequence) {}

  TrailerMarks withTime(TrustedTime other) {
    return new TrailerMarks(hasSent, sent, marks, other);
  }

  /** With our next number, which becomes {@link #sent}. */
  TrailerMarks sending(Trailer trailer, HostTime now) {
    TrustedTime trusted = time.at(now);
    long clock = trusted.sequence(now);
    boolean advanced = !hasSent || isAbove(clock, sent);
    // Where the clock went far back, what we sent is in the future, and our peers refuse it.
    boolean anew =
        trailer.antiReplay() == Trailer.AntiReplay.TIME
            && !isWithin(trailer.windowSeconds(), sent, clock);
    return new TrailerMarks(true, advanced || anew ? clock : sent + 1, marks, trusted);
  }

  /** Whether a number is above what this sender sent before; marks of another time do not count. */
  boolean isNew(Trailer trailer, IpAddress sender, long sequence, long clock) {
    boolean timed = trailer.antiReplay() == Trailer.AntiReplay.TIME;
    for (Mark mark : marks) {
      if (mark.sender().equals(sender)) {
        boolean forgotten = timed && !isWithin(trailer.windowSeconds(), mark.sequence(), clock);
        return forgotten || isAbove(sequence, mark.sequence());
      }
    }
    return true;
  }

  /** After a genuine advert. */
  TrailerMarks heard(IpAddress sender, long sequence) {
    var next = new ArrayList<Mark>(marks.size() + 1);
    for (Mark mark : marks) {
      if (!mark.sender().equals(sender)) {
        next.add(mark);
      }
    }
    if (next.size() == SENDER_COUNT_MAX) {
      next.removeFirst();
    }
    next.add(new Mark(sender, sequence));
    return new TrailerMarks(hasSent, sent, List.copyOf(next), time);
  }

  private static boolean isAbove(long sequence, long other) {
    return sequence - other > 0;
  }

  static boolean isWithin(long windowSeconds, long sequence, long clock) {
    return Math.abs(TrustedTime.secondsBetween(sequence, clock)) <= windowSeconds;
  }
}
