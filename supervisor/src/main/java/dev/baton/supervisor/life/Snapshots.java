package dev.baton.supervisor.life;

import dev.baton.core.wire.Decoded;
import dev.baton.core.wire.RouterSnapshot;
import dev.baton.core.wire.SnapshotCodec;
import dev.baton.core.wire.SnapshotSection;
import dev.baton.core.wire.ToRouter;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.process.MemoryFile;
import dev.baton.supervisor.observe.SupervisorLog;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Asks the router for snapshots and hands each to whoever asked. A router need not answer. */
final class Snapshots {

  /** Ten thousand instances, and more. */
  private static final int SNAPSHOT_BYTES_MAX = 64 << 20;

  /**
   * A router that is overwhelmed drops snapshots, and then nobody waits for the oldest any more.
   */
  private static final int ASKED_COUNT_MAX = 64;

  private final DaemonLog log;
  private final RouterKeeper keeper;
  private final Map<Long, Consumer<RouterSnapshot>> asked = new LinkedHashMap<>();
  private long nextRequest = 1;

  Snapshots(DaemonLog log, RouterKeeper keeper) {
    this.log = log;
    this.keeper = keeper;
  }

  /** Asks for these sections; the counters are zeroed then, if {@code thenClear}. */
  void ask(Set<SnapshotSection<?>> sections, boolean thenClear, Consumer<RouterSnapshot> receiver) {
    if (asked.size() >= ASKED_COUNT_MAX) {
      asked.remove(asked.keySet().iterator().next());
    }
    long request = nextRequest++;
    asked.put(request, receiver);
    keeper.send(new ToRouter.Show(request, sections, thenClear));
  }

  /** Forgets what was asked of a router that is gone. */
  void forget() {
    asked.clear();
  }

  /** Hands on the snapshot in this file; closes it. */
  void arrived(long request, Fd file) {
    Consumer<RouterSnapshot> receiver = asked.remove(request);
    try (file) {
      byte[] bytes = MemoryFile.contents(file, SNAPSHOT_BYTES_MAX);
      switch (SnapshotCodec.decode(bytes)) {
        case Decoded.Value<RouterSnapshot>(RouterSnapshot snapshot) when receiver != null ->
            receiver.accept(snapshot);
        case Decoded.Value<RouterSnapshot> _ -> {}
        case Decoded.Malformed<RouterSnapshot>(String reason, int offset) ->
            log.say(SupervisorLog.brokenMessage(reason + " at byte " + offset));
      }
    } catch (OsException unreadable) {
      log.say(SupervisorLog.failed("read a snapshot", unreadable.getMessage()));
    }
  }
}
