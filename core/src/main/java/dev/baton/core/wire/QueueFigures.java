package dev.baton.core.wire;

/**
 * How much has waited at once in the router's queues since its start, and how much left them
 * without being done.
 *
 * @param planCountMax plans of changes, for the kernel worker
 * @param taskCountMax its other tasks
 * @param backgroundCountMax configurations to be read and snapshots to be written
 * @param messageCountMax messages of the supervisor, for a configuration that was not in force yet
 * @param replacedCount what something newer made pointless, or a full queue did not take
 */
public record QueueFigures(
    long planCountMax,
    long taskCountMax,
    long backgroundCountMax,
    long messageCountMax,
    long replacedCount) {

  /** Nothing has waited yet. */
  static final QueueFigures NONE = new QueueFigures(0, 0, 0, 0, 0);
}
