package dev.baton.core.wire;

/** What both processes know of their connection, a SOCK_SEQPACKET pair. */
public final class Connection {

  /** Longer than any message but a log line, which is cut. */
  public static final int MESSAGE_BYTES_MAX = 16 << 10;

  private Connection() {}

  /** The abstract name under which a supervisor waits for the router that its launcher started. */
  public static String name(int supervisorPid) {
    return "baton/" + supervisorPid;
  }
}
