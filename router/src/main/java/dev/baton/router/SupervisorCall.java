package dev.baton.router;

import dev.baton.core.wire.Connection;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.process.ThisProcess;
import dev.baton.linux.socket.SeqPacketListener;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * How a router comes to its connection that was started beside the supervisor, not by it: it calls,
 * until the other, which takes as long to start, is there to answer.
 */
final class SupervisorCall {

  private static final long PAUSE_NANOS = 500_000;

  private SupervisorCall() {}

  /** The connection by this call; none if the supervisor has ended, or never wanted a router. */
  static Optional<Fd> of(String call) throws OsException {
    // As if the supervisor had started it: what the terminal signals is for that one alone.
    ThisProcess.newGroup();
    String name = Connection.name(call);
    int supervisorPid = Integer.parseInt(call.substring(0, call.indexOf('/')));
    Optional<Fd> wire = Optional.empty();
    while (wire.isEmpty() && ThisProcess.parentPid() == supervisorPid) {
      wire = SeqPacketListener.call(name, supervisorPid);
      if (wire.isEmpty()) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    return wire;
  }
}
