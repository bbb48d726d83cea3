package dev.baton.core.vrrp;

import java.util.List;

/** The receiver's verdict on one datagram. */
public sealed interface Verdict {

  /** What to count and to say: actions, as those of the machine. */
  List<VrrpAction> remarks();

  /** What has been complained of by now; to be given to the receiver with the next datagram. */
  Complaints said();

  /** Which packets were heard by now; to be given to the receiver as well. */
  ReplayMarks marks();

  /** An advert that counts: the event for the machine. */
  record Accepted(
      VrrpEvent.Heard heard, List<VrrpAction> remarks, Complaints said, ReplayMarks marks)
      implements Verdict {}

  /** Nothing that counts. The machine never hears of it, so it touches no timer and no state. */
  record Discarded(List<VrrpAction> remarks, Complaints said, ReplayMarks marks)
      implements Verdict {}
}
