package dev.baton.core.model;

import java.util.List;
import java.util.Optional;

/**
 * Settings of the daemon as a whole, from global_defs and the top level.
 *
 * @param instance the daemon instance's name in pid and dump file names; empty for none
 * @param netNamespace the network namespace to run in; empty for the present one
 * @param umask file creation mask, 0177 by default
 * @param childWaitSeconds how long children may take to stop
 * @param stateDumpFile template of the USR1 dumps' names; empty for the default
 * @param fifosRepeatOnReload each reload tells the FIFOs of all states again
 * @param processEventBufferBytes of the socket that hears of processes; 0 for our own default
 * @param settings all that global_defs says, for dumps
 */
public record GlobalConfig(
    String routerId,
    String processName,
    String instance,
    String netNamespace,
    boolean usePidDirectory,
    int umask,
    long childWaitSeconds,
    Optional<Command> startupScript,
    long startupScriptTimeoutSeconds,
    Optional<Command> shutdownScript,
    long shutdownScriptTimeoutSeconds,
    boolean dataUseInstance,
    int jsonVersion,
    String stateDumpFile,
    boolean reloadCheckConfig,
    String reloadCheckLog,
    String reloadTimeFile,
    boolean reloadRepeat,
    String reloadFile,
    List<NotifyFifo> fifos,
    boolean fifosRepeatOnReload,
    long processEventBufferBytes,
    GlobalSettings settings) {}
