package dev.baton.supervisor.life;

import dev.baton.core.log.LogLine;
import dev.baton.core.model.Configuration;
import dev.baton.core.wire.RouterSnapshot;
import dev.baton.core.wire.SnapshotSection;
import dev.baton.linux.OsException;
import dev.baton.linux.process.ThisProcess;
import dev.baton.supervisor.files.ReplacedFile;
import dev.baton.supervisor.observe.BfdDump;
import dev.baton.supervisor.observe.DataDump;
import dev.baton.supervisor.observe.JsonDump;
import dev.baton.supervisor.observe.StatisticsDump;
import dev.baton.supervisor.observe.SupervisorLog;
import dev.baton.supervisor.observe.WallClock;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The files that signals request. The supervisor asks the router for a snapshot and writes the file
 * when the snapshot arrives.
 */
final class Dumps {

  /** What a snapshot was asked for. */
  private enum Kind {
    DATA,
    STATISTICS,
    JSON,
    LOG
  }

  private final DaemonLog log;
  private final RouterKeeper keeper;
  private final Snapshots snapshots;
  private final Supplier<DataDump.TrackerStatuses> trackers;
  private FileNames names;
  private String reloadRefusedAt = "";

  Dumps(
      DaemonLog log,
      RouterKeeper keeper,
      Snapshots snapshots,
      Supplier<DataDump.TrackerStatuses> trackers,
      FileNames names) {
    this.log = log;
    this.keeper = keeper;
    this.snapshots = snapshots;
    this.trackers = trackers;
    this.names = names;
  }

  /** From now on files are named so. */
  void name(FileNames next) {
    names = next;
  }

  /** Shows from now on that the file of this moment is not the one in force, or that it is. */
  void noteReload(boolean refused) {
    WallClock clock = WallClock.now();
    reloadRefusedAt = refused ? clock.date(clock.epochMicros() / 1_000_000) : "";
  }

  /** Writes the parent's dump, and the router's when its snapshot comes. */
  void data() {
    log.say(SupervisorLog.printingParent(ThisProcess.pid()));
    keeper
        .configuration()
        .ifPresent(
            configuration ->
                write(
                    names.parentData(),
                    DataDump.parent(configuration, names.namespace(), reloadRefusedAt)));
    routerData();
  }

  /** Writes the router's dump when its snapshot comes. */
  void routerData() {
    if (keeper.isRunning()) {
      log.sayForRouter(SupervisorLog.printingData(keeper.pid()));
      ask(Kind.DATA, false);
    }
  }

  /** Writes the counters, and perhaps zeroes them then. */
  void statistics(boolean thenClear) {
    if (keeper.isRunning()) {
      log.sayForRouter(SupervisorLog.printingStatistics(keeper.pid(), thenClear));
      ask(Kind.STATISTICS, thenClear);
    }
  }

  void json() {
    if (keeper.isRunning()) {
      log.sayForRouter(SupervisorLog.printingJson(keeper.pid()));
      ask(Kind.JSON, false);
    }
  }

  /** Says the router's dump in the log, line by line (-d). */
  void toLog() {
    if (keeper.isRunning()) {
      ask(Kind.LOG, false);
    }
  }

  private void ask(Kind kind, boolean thenClear) {
    snapshots.ask(
        sections(kind),
        thenClear,
        snapshot -> keeper.configuration().ifPresent(to -> write(kind, to, snapshot)));
  }

  private static Set<SnapshotSection<?>> sections(Kind kind) {
    return switch (kind) {
      case DATA -> DataDump.SECTIONS;
      case STATISTICS -> StatisticsDump.SECTIONS;
      case JSON -> JsonDump.SECTIONS;
      case LOG -> DataDump.SECTIONS_AT_START;
    };
  }

  private void write(Kind kind, Configuration configuration, RouterSnapshot router) {
    WallClock clock = WallClock.now();
    switch (kind) {
      case DATA -> {
        write(
            names.data(),
            DataDump.router(configuration, names.namespace(), router, trackers.get(), clock));
        if (!configuration.sessions().isEmpty()) {
          write(names.bfdData(), BfdDump.text(configuration, names.namespace(), router, clock));
        }
      }
      case STATISTICS -> write(names.statistics(), StatisticsDump.text(router));
      case LOG ->
          DataDump.atStart(configuration, names.namespace(), router, trackers.get(), clock)
              .forEach(line -> log.sayForRouter(LogLine.info(line)));
      case JSON ->
          write(
              names.json(),
              JsonDump.text(configuration, router, trackers.get().processes(), clock));
    }
  }

  private void write(String path, String text) {
    try {
      ReplacedFile.write(path, text);
    } catch (OsException refused) {
      log.say(SupervisorLog.failed("write a dump", refused.getMessage()));
    }
  }
}
