package dev.baton.core.bfd;

/** The states of a session (RFC 5880, section 6.2), in the order of their numbers on the wire. */
public enum SessionState {
  ADMIN_DOWN(0, "AdminDown"),
  DOWN(1, "Down"),
  INIT(2, "Init"),
  UP(3, "Up");

  private static final SessionState[] BY_NUMBER = values();

  private final int number;
  private final String word;

  SessionState(int number, String word) {
    this.number = number;
    this.word = word;
  }

  /** The state of this number, from 0 to 3. */
  static SessionState of(int number) {
    return BY_NUMBER[number];
  }

  int number() {
    return number;
  }

  /** As the RFC writes it. */
  public String word() {
    return word;
  }
}
