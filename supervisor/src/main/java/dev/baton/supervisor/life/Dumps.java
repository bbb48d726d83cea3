package dev.baton.supervisor.life;

import dev.baton.core.log.LogLine;
import dev.baton.core.model.Configuration;
import dev.baton.core.wire.Decoded;
import dev.baton.core.wire.RouterSnapshot;
import dev.baton.core.wire.SnapshotCodec;
import dev.baton.core.wire.SnapshotSection;
import dev.baton.core.wire.ToRouter;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.process.MemoryFile;
import dev.baton.linux.process.ThisProcess;
import dev.baton.supervisor.files.ReplacedFile;
import dev.baton.supervisor.observe.DataDump;
import dev.baton.supervisor.observe.JsonDump;
import dev.baton.supervisor.observe.StatisticsDump;
import dev.baton.supervisor.observe.SupervisorLog;
import dev.baton.supervisor.observe.WallClock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The files that signals request. The supervisor asks the router for a snapshot and writes the file
 * when the snapshot arrives.
 */
final class Dumps {

  /** Ten thousand instances, and more. */
  private static final int SNAPSHOT_BYTES_MAX = 64 << 20;

  /**
   * A router that is overwhelmed drops snapshots, and then nobody waits for the oldest any more.
   */
  private static final int ASKED_COUNT_MAX = 64;

  /** What a snapshot was asked for. */
  private enum Kind {
    DATA,
    STATISTICS,
    JSON,
    LOG
  }

  private final DaemonLog log;
  private final RouterKeeper keeper;
  private final Supplier<DataDump.TrackerStatuses> trackers;
  private final Map<Long, Kind> asked = new LinkedHashMap<>();
  private long nextRequest = 1;
  private FileNames names;
  private String reloadRefusedAt = "";

  Dumps(
      DaemonLog log,
      RouterKeeper keeper,
      Supplier<DataDump.TrackerStatuses> trackers,
      FileNames names) {
    this.log = log;
    this.keeper = keeper;
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
    if (asked.size() >= ASKED_COUNT_MAX) {
      asked.remove(asked.keySet().iterator().next());
    }
    long request = nextRequest++;
    asked.put(request, kind);
    keeper.send(new ToRouter.Show(request, sections(kind), thenClear));
  }

  private static Set<SnapshotSection<?>> sections(Kind kind) {
    return switch (kind) {
      case DATA -> DataDump.SECTIONS;
      case STATISTICS -> StatisticsDump.SECTIONS;
      case JSON -> JsonDump.SECTIONS;
      case LOG -> DataDump.SECTIONS_AT_START;
    };
  }

  /** Forgets what was asked of a router that is gone. */
  void forget() {
    asked.clear();
  }

  /** Writes what was asked for, from the snapshot in this file; closes it. */
  void arrived(long request, Fd file) {
    Kind kind = asked.remove(request);
    try (file) {
      byte[] bytes = MemoryFile.contents(file, SNAPSHOT_BYTES_MAX);
      switch (SnapshotCodec.decode(bytes)) {
        case Decoded.Value<RouterSnapshot>(RouterSnapshot snapshot) when kind != null ->
            keeper.configuration().ifPresent(to -> write(kind, to, snapshot));
        case Decoded.Value<RouterSnapshot> _ -> {}
        case Decoded.Malformed<RouterSnapshot>(String reason, int offset) ->
            log.say(SupervisorLog.brokenMessage(reason + " at byte " + offset));
      }
    } catch (OsException unreadable) {
      log.say(SupervisorLog.failed("read a snapshot", unreadable.getMessage()));
    }
  }

  private void write(Kind kind, Configuration configuration, RouterSnapshot router) {
    WallClock clock = WallClock.now();
    switch (kind) {
      case DATA ->
          write(
              names.data(),
              DataDump.router(configuration, names.namespace(), router, trackers.get(), clock));
      case STATISTICS -> write(names.statistics(), StatisticsDump.text(router));
      case LOG ->
          DataDump.atStart(configuration, names.namespace(), router, trackers.get(), clock)
              .forEach(line -> log.sayForRouter(LogLine.info(line)));
      case JSON -> write(names.json(), JsonDump.text(configuration, router, clock));
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
