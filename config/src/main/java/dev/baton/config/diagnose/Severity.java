package dev.baton.config.diagnose;

/** How a diagnostic is headed: what a reader must do about it. */
public enum Severity {
  /** Worth knowing; nothing is wrong. */
  NOTE("note"),
  /** It runs, but hardly as it is meant. */
  WARNING("warning"),
  /** Something that is written is not done. */
  ERROR("error");

  private final String text;

  Severity(String text) {
    this.text = text;
  }

  /** The word before the message. */
  public String text() {
    return text;
  }
}
