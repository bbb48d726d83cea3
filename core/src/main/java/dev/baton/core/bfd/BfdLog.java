package dev.baton.core.bfd;

import dev.baton.core.log.LogLine;
import java.util.List;

/**
 * The log messages of sessions, with one method per message; keepalived's words wherever it says
 * the same. {@code DETAIL} lines are those of option -D.
 */
public final class BfdLog {

  private final String subject;

  /** The words about one session, which every line names first. */
  public BfdLog(String session) {
    this.subject = "(" + session + ") ";
  }

  LogLine enteringUp() {
    return LogLine.info(subject + "Entering Up state");
  }

  LogLine enteringInit() {
    return LogLine.detail(subject + "Entering Init state");
  }

  LogLine enteringDown(boolean wasUp, int why, int theirs) {
    String text =
        subject
            + "Entering Down state (Local diagnostic - "
            + Diagnostic.words(why)
            + ", Remote diagnostic - "
            + Diagnostic.words(theirs)
            + ")";
    return wasUp ? LogLine.info(text) : LogLine.detail(text);
  }

  LogLine expired(long detectionNanos, long lateNanos) {
    return LogLine.info(
        subject
            + "Expired after "
            + detectionNanos / 1_000_000
            + " ms ("
            + lateNanos / 1_000
            + " usec overdue)");
  }

  LogLine detectionTime(long nanos, long beforeNanos) {
    return LogLine.info(
        subject
            + "Detection time is "
            + nanos / 1_000
            + " us (was "
            + beforeNanos / 1_000
            + " us)");
  }

  LogLine startingPoll() {
    return LogLine.detail(subject + "Starting poll sequence");
  }

  /** Ours: keepalived says nothing when it cannot keep its rhythm. */
  LogLine sentLate(long lateNanos) {
    return LogLine.warning(
        subject
            + "a packet left "
            + lateNanos / 1_000
            + " usec late: the neighbor may take this host for dead - is it short of processor"
            + " time?");
  }

  /** Both ends' intervals, as a table. */
  List<LogLine> parameters(BfdConfig config, BfdState session) {
    LocalTimers local = session.timers();
    Remote remote = session.remote();
    long theirNanos = Math.max(remote.minTransmitNanos(), local.saidReceiveNanos());
    long ourNanos = BfdTiming.transmitNanos(session);
    return List.of(
        LogLine.detail(subject + "---------------< Session parameters >--------------"),
        LogLine.detail("              min_tx  min_rx  tx_intv  mult  detect_time"),
        LogLine.detail(
            "     local "
                + cell(local.saidTransmitNanos() / 1_000, 9)
                + cell(local.saidReceiveNanos() / 1_000, 8)
                + cell(ourNanos / 1_000, 9)
                + cell(config.multiplier(), 6)
                + cell(BfdTiming.detectionNanos(session) / 1_000, 13)),
        LogLine.detail(
            "     remote"
                + cell(remote.minTransmitNanos() / 1_000, 9)
                + cell(remote.minReceiveNanos() / 1_000, 8)
                + cell(theirNanos / 1_000, 9)
                + cell(remote.multiplier(), 6)
                + cell(config.multiplier() * ourNanos / 1_000, 13)));
  }

  private static String cell(long number, int columns) {
    String digits = Long.toString(number);
    return " ".repeat(Math.max(1, columns - digits.length())) + digits;
  }
}
