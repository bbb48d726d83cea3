package dev.baton.core.wire;

/** What both processes know of their connection, a SOCK_SEQPACKET pair. */
public final class Connection {

  /** Longer than any message but a log line, which is cut. */
  public static final int MESSAGE_BYTES_MAX = 16 << 10;

  private Connection() {}

  /**
   * The abstract name under which a supervisor waits for the router that its launcher started.
   *
   * @param call what the launcher has told both: the supervisor's pid, a slash, and what nobody
   *     could know before
   */
  public static String name(String call) {
    return "baton/" + call;
  }
}
