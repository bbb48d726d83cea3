package dev.baton.core.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The scripts that are told of an instance's or a group's state.
 *
 * @param deletedAsDeleted bare {@code notify_deleted}: report DELETED instead of FAULT
 * @param priorityChanges also tell FIFOs of changed priorities
 */
public record NotifyConfig(
    Optional<Command> master,
    Optional<Command> backup,
    Optional<Command> fault,
    Optional<Command> stop,
    Optional<Command> deleted,
    Optional<Command> masterRxLowerPriority,
    Optional<Command> any,
    boolean deletedAsDeleted,
    boolean priorityChanges,
    boolean smtpAlert) {

  /** Nobody is told. */
  public static final NotifyConfig NONE =
      new NotifyConfig(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          false,
          false);

  /** The same, and changed priorities are told of. */
  public NotifyConfig tellingPriorityChanges() {
    return new NotifyConfig(
        master,
        backup,
        fault,
        stop,
        deleted,
        masterRxLowerPriority,
        any,
        deletedAsDeleted,
        true,
        smtpAlert);
  }

  /** All that is run for the instance. */
  public List<Command> commands() {
    return Stream.of(master, backup, fault, stop, deleted, masterRxLowerPriority, any)
        .flatMap(Optional::stream)
        .toList();
  }

  /** Whether any script is run for the instance. */
  public boolean runsScripts() {
    return !commands().isEmpty();
  }

  /** Whether an instance that has gone is reported as DELETED; FAULT otherwise. */
  public boolean tellsDeleted() {
    return deletedAsDeleted || deleted.isPresent();
  }
}
