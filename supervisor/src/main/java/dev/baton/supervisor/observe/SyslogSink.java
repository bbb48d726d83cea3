package dev.baton.supervisor.observe;

import dev.baton.core.log.LogLine;
import dev.baton.core.net.Utf8;
import dev.baton.linux.Errno;
import dev.baton.linux.OsException;
import dev.baton.linux.socket.UnixDatagram;

/** The system's log, as syslog(3) speaks to it: {@code <30>Nov 20 11:23:32 Keepalived[7]: text}. */
final class SyslogSink implements LogSink {

  private static final String PATH = "/dev/log";

  private final UnixDatagram socket;
  private final int facility;
  private boolean connected;

  SyslogSink(int facility) throws OsException {
    this.socket = UnixDatagram.open(PATH);
    this.facility = facility;
  }

  @Override
  public boolean write(LogEntry entry, WallClock clock) {
    byte[] datagram = Utf8.encode(text(entry, clock, facility));
    if (connected && socket.send(datagram) == datagram.length) {
      return true;
    }
    // The log daemon may be new, or not there yet.
    int result = socket.connect();
    connected = result == 0;
    // On a host without a system log there is nothing that could be lost.
    return result == -Errno.ENOENT || (connected && socket.send(datagram) == datagram.length);
  }

  static String text(LogEntry entry, WallClock clock, int facility) {
    int priority = (facility << 3) | severity(entry.line().level());
    return "<"
        + priority
        + ">"
        + clock.syslogDate(entry.epochSecond())
        + " "
        + entry.speaker().ident()
        + "["
        + entry.speaker().pid()
        + "]: "
        + entry.line().text();
  }

  /** The numbers of syslog(3). */
  private static int severity(LogLine.Level level) {
    return switch (level) {
      case ERROR -> 3;
      case WARNING -> 4;
      case NOTICE -> 5;
      case INFO, DETAIL -> 6;
    };
  }
}
