package dev.baton.core.node;

/**
 * Something to report to notify scripts, FIFOs and observers.
 *
 * @param name of the instance or sync group
 * @param priority the effective priority at that time; 0 of a group
 * @param cause the reason, as text
 * @param decidedNanos when the node decided it (CLOCK_MONOTONIC); it may be told much later
 */
public record Transition(
    Subject subject, String name, Event event, int priority, String cause, long decidedNanos) {

  /** Of an instance. */
  public Transition(String instance, Event event, int priority, String cause, long decidedNanos) {
    this(Subject.INSTANCE, instance, event, priority, cause, decidedNanos);
  }

  /** Whose transition it is: an instance and a group may have the same name. */
  public record Who(Subject subject, String name) {}

  /** See {@link Who}. */
  public Who who() {
    return new Who(subject, name);
  }

  /** Whose it is; the names are those of notify scripts and FIFO lines. */
  public enum Subject {
    INSTANCE,
    GROUP
  }

  /** What happened; the names are those of notify scripts and FIFO lines. */
  public enum Event {
    MASTER,
    BACKUP,
    FAULT,
    STOP,
    DELETED,
    MASTER_RX_LOWER_PRI,
    MASTER_PRIORITY,
    BACKUP_PRIORITY
  }
}
