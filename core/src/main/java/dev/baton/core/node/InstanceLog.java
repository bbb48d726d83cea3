package dev.baton.core.node;

import dev.baton.core.log.LineLimit;
import dev.baton.core.log.LogLine;
import dev.baton.core.vrrp.VrrpAction;
import java.util.List;

/**
 * Log messages of one instance about packets and their consequences, which others can cause as
 * often as they like, so their number is limited. Transitions have a separate allowance, so that a
 * flood of other messages cannot hide one.
 */
final class InstanceLog {

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** A transition takes some five lines. */
  private final LineLimit transitions = new LineLimit(150, NANOS_PER_SECOND / 2);

  /** Each kind of complaint once for each of a few routers. */
  private final LineLimit remarks = new LineLimit(40, 2 * NANOS_PER_SECOND);

  /** Of option -D: the announcements of some takeovers, up to 120 lines each. */
  private final LineLimit details = new LineLimit(1_000, NANOS_PER_SECOND / 20);

  /** Says a line that is one of these actions. */
  void say(LogLine line, List<VrrpAction> actions, String instance, TurnActions turn) {
    boolean transition = actions.stream().anyMatch(VrrpAction.Entered.class::isInstance);
    say(line, transition ? transitions : remarks, instance, turn);
  }

  /** Says why the transition happened that was reported just now. */
  void cause(String cause, String instance, TurnActions turn) {
    reason(NodeLog.cause(instance, cause), instance, turn);
  }

  /** Says a line about what may lead to a transition. */
  void reason(LogLine line, String instance, TurnActions turn) {
    say(line, transitions, instance, turn);
  }

  /** Says a line about a frame that leaves. */
  void detail(LogLine line, String instance, TurnActions turn) {
    say(line, details, instance, turn);
  }

  private static void say(LogLine line, LineLimit limit, String instance, TurnActions turn) {
    if (!turn.wants(line) || !limit.admits(turn.nowNanos())) {
      return;
    }
    long leftOutCount = limit.takeLeftOut();
    if (leftOutCount > 0) {
      turn.say(NodeLog.linesLeftOut(instance, leftOutCount));
    }
    turn.say(line);
  }
}
