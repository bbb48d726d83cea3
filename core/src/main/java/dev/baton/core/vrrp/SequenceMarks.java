package dev.baton.core.vrrp;

import dev.baton.core.net.IpAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The highest sequence number of each router of a group, ourselves among them: whatever is not
 * above it was heard before (RFC 2402, section 3.4.3). This is a value.
 *
 * <p>keepalived has one mark for all, so it refuses a new master that has counted less far than the
 * last. One mark for each sender hears both. For keepalived's sake we send above all of them.
 *
 * @param marks the one heard last at the end, at most {@link #SENDER_COUNT_MAX}
 * @param floor the highest mark of a sender that had to make room: whoever has no mark must be
 *     above it, or an old packet of that sender would count again
 */
public record SequenceMarks(List<Mark> marks, long floor) {

  /** Routers of one group beyond this many share the floor. */
  static final int SENDER_COUNT_MAX = 8;

  /** Nobody was heard yet. */
  public static final SequenceMarks NONE = new SequenceMarks(List.of(), 0);

  /** The highest sequence number of one sender. */
  public record Mark(IpAddress sender, long sequence) {}

  /** What the next packet of this sender must be above. */
  long of(IpAddress sender) {
    for (Mark mark : marks) {
      if (mark.sender().equals(sender)) {
        return mark.sequence();
      }
    }
    return floor;
  }

  /** What our next packet is numbered. At the end of the numbers it is the last one for ever. */
  public long next() {
    long highest = floor;
    for (Mark mark : marks) {
      highest = Math.max(highest, mark.sequence());
    }
    return Math.min(highest + 1, AuthenticationHeader.SEQUENCE_MAX);
  }

  /** After a packet of this sender, ourselves included, with a number above its mark. */
  public SequenceMarks with(IpAddress sender, long sequence) {
    var next = new ArrayList<Mark>(marks.size() + 1);
    for (Mark mark : marks) {
      if (!mark.sender().equals(sender)) {
        next.add(mark);
      }
    }
    long raised = floor;
    if (next.size() == SENDER_COUNT_MAX) {
      raised = Math.max(raised, next.removeFirst().sequence());
    }
    next.add(new Mark(sender, sequence));
    return new SequenceMarks(List.copyOf(next), raised);
  }
}
