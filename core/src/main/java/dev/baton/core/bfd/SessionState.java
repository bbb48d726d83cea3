package dev.baton.core.bfd;

/** The states of a session (RFC 5880, section 6.2), in the order of their numbers on the wire. */
public enum SessionState {
  ADMIN_DOWN("AdminDown"),
  DOWN("Down"),
  INIT("Init"),
  UP("Up");

  private static final SessionState[] BY_NUMBER = values();

  private final String word;

  SessionState(String word) {
    this.word = word;
  }

  /** The state of this number, from 0 to 3. */
  static SessionState of(int number) {
    return BY_NUMBER[number];
  }

  int number() {
    return ordinal();
  }

  /** As the RFC writes it. */
  public String word() {
    return word;
  }
}
