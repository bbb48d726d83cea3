package dev.baton.config.diagnose;

/**
 * What a mistake costs, as keepalived weighs it: the exit code of {@code -t} when nothing worse was
 * found. The order of the constants is the order of their weight.
 */
public enum ExitClass {
  /** What keepalived says nothing of: for {@code baton check} alone. */
  ADVICE(0),
  /** Told, but the configuration counts as right. */
  NOTE(0),
  /** Errors that end the daemon: an interface that does not exist, where one must. */
  FATAL(4),
  /** An ordinary mistake: the word is ignored and the rest is used. */
  ORDINARY(5),
  /** Scripts that would run with rights that their place does not deserve. */
  SECURITY(6),
  /** A keyword lacks its word; keepalived stops reading there, we go on to tell the rest. */
  MISSING_WORD(2),
  /** A file that could not be read although its include says that it must. */
  FILE(6);

  private final int exitCode;

  ExitClass(int exitCode) {
    this.exitCode = exitCode;
  }

  /** The exit code of {@code -t} if this is the worst. */
  public int exitCode() {
    return exitCode;
  }
}
