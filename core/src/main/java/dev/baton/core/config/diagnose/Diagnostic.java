package dev.baton.core.config.diagnose;

/**
 * One mistake in a configuration, or one remark about it.
 *
 * @param code a short name that never changes, for machines: {@code unknown-keyword}
 * @param message what keepalived says, without its place
 * @param cause why, in a sentence; empty if the message says it all
 * @param mend what to write instead; empty if nobody can know
 * @param ends the daemon cannot start with it, whatever it costs in {@code -t}
 */
public record Diagnostic(
    ExitClass exitClass,
    String code,
    SourceSpan span,
    String message,
    String cause,
    String mend,
    boolean ends) {

  /** A mistake that the rest of the configuration survives. */
  public static Diagnostic error(String code, SourceSpan span, String message) {
    return new Diagnostic(ExitClass.ORDINARY, code, span, message, "", "", false);
  }

  /** A remark that costs nothing. */
  public static Diagnostic note(String code, SourceSpan span, String message) {
    return new Diagnostic(ExitClass.NOTE, code, span, message, "", "", false);
  }

  /** The same with a cause. */
  public Diagnostic because(String reason) {
    return new Diagnostic(exitClass, code, span, message, reason, mend, ends);
  }

  /** The same with a way to mend it. */
  public Diagnostic mendedBy(String advice) {
    return new Diagnostic(exitClass, code, span, message, cause, advice, ends);
  }

  /** The same with another weight. */
  public Diagnostic weighing(ExitClass weight) {
    return new Diagnostic(weight, code, span, message, cause, mend, ends);
  }

  /** The same, but the daemon cannot start with it. */
  public Diagnostic ending() {
    return new Diagnostic(exitClass, code, span, message, cause, mend, true);
  }

  /** How it is headed: what a reader must do about it. */
  public String severity() {
    return exitClass == ExitClass.NOTE ? "warning" : "error";
  }

  /** The line that goes to the log, with its place in keepalived's manner. */
  public String logLine() {
    String shown = Secrets.hidden(message);
    return span.hasLine()
        ? "(" + span.file().path() + ": Line " + span.line() + ") " + shown
        : shown;
  }
}
