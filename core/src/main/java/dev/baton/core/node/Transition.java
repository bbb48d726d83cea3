package dev.baton.core.node;

/**
 * Something to report to notify scripts, FIFOs and observers.
 *
 * @param instance the instance's name
 * @param priority the effective priority at that time
 * @param cause the reason, as text
 */
public record Transition(String instance, Event event, int priority, String cause) {

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
