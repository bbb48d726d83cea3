package dev.baton.core.vrrp;

import dev.baton.core.log.LogLine;
import dev.baton.core.net.IpAddress;

/**
 * The words of the election: one method per message. Operators grep for them, so the texts are
 * keepalived's wherever keepalived says the same; {@code DETAIL} lines are those of option -D.
 */
public final class VrrpLog {

  private final String subject;

  /** The words about one instance, which every line names first. */
  public VrrpLog(String instance) {
    this.subject = "(" + instance + ") ";
  }

  LogLine enteringBackupAtStart() {
    return info("Entering BACKUP STATE (init)");
  }

  LogLine enteringBackup() {
    return info("Entering BACKUP STATE");
  }

  LogLine enteringMaster() {
    return info("Entering MASTER STATE");
  }

  LogLine enteringFaultAtStart(String cause) {
    return info("entering FAULT state (" + cause + ")");
  }

  LogLine enteringFault() {
    return info("Entering FAULT STATE");
  }

  LogLine changingPriority(int from, int to) {
    return info("Changing effective priority from " + from + " to " + to);
  }

  LogLine advertTimeout() {
    return detail("Receive advertisement timeout");
  }

  LogLine sentPriorityZero() {
    return detail("sent 0 priority");
  }

  LogLine heardPriorityZero() {
    return detail("Backup received priority 0 advertisement");
  }

  LogLine masterSet(IpAddress master) {
    return detail("master set to " + master);
  }

  LogLine intervalLearned(long fromNanos, long toNanos) {
    return detail(
        "advertisement interval updated from "
            + milliseconds(fromNanos)
            + " to "
            + milliseconds(toNanos)
            + " milli-sec by master");
  }

  LogLine preemptDelayStarted(long delayNanos) {
    return detail("start preempt delay (" + milliseconds(delayNanos) + " milli-sec)");
  }

  LogLine preemptDelayStopped() {
    return detail("stop preempt delay");
  }

  LogLine lowerDiscarded(IpAddress source, int priority) {
    return info(
        "received lower priority (" + priority + ") advert from " + source + " - discarding");
  }

  LogLine yieldingToHigher(IpAddress source, int priority, int ours) {
    return info(
        "Master received advert from "
            + source
            + " with higher priority "
            + priority
            + ", ours "
            + ours);
  }

  LogLine yieldingToEqual(IpAddress source, int priority) {
    return info(
        "Master received advert from "
            + source
            + " with same priority "
            + priority
            + " but higher IP address than ours");
  }

  LogLine lowerWhileMaster(IpAddress source, int priority, int ours, boolean answered) {
    return info(
        "Received advert from "
            + source
            + " with lower priority "
            + priority
            + ", ours "
            + ours
            + (answered ? ", forcing new election" : ""));
  }

  LogLine otherOwner(IpAddress source) {
    return error(
        "CONFIGURATION ERROR: local instance and remote instance "
            + source
            + " are both configured as address owner, please fix");
  }

  LogLine otherOwnerStopped(IpAddress source) {
    return info("rogue address owner " + source + " appears to have stopped advertising");
  }

  LogLine otherOwnerInsists(IpAddress source) {
    return error(
        "remote instance "
            + source
            + " is still advertising as address owner, please fix - reducing our priority");
  }

  /** Ours: keepalived goes on as master after a stall, whoever has taken over meanwhile. */
  LogLine steppingAside(long silenceNanos) {
    return warning(
        "sent no advert for "
            + milliseconds(silenceNanos)
            + " ms, another router may be master by now - giving the addresses up, and listening");
  }

  private LogLine info(String text) {
    return LogLine.info(subject + text);
  }

  private LogLine detail(String text) {
    return LogLine.detail(subject + text);
  }

  private LogLine warning(String text) {
    return LogLine.warning(subject + text);
  }

  private LogLine error(String text) {
    return LogLine.error(subject + text);
  }

  private static String milliseconds(long nanos) {
    return Long.toString(nanos / 1_000_000);
  }
}
