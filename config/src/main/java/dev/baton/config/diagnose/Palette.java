package dev.baton.config.diagnose;

/** The colours of a rendered diagnostic, as escape sequences of a terminal; or none. */
public enum Palette {
  /** For files, pipes and logs. */
  PLAIN,
  /** For terminals. */
  COLOURED;

  private static final String RESET = "\u001b[0m";
  private static final String BOLD = "\u001b[1m";
  private static final String RED = "\u001b[1;31m";
  private static final String YELLOW = "\u001b[1;33m";
  private static final String CYAN = "\u001b[1;36m";
  private static final String BLUE = "\u001b[1;34m";
  private static final String GREEN = "\u001b[1;32m";

  private String dyed(String dye, String text) {
    return this == PLAIN || text.isEmpty() ? text : dye + text + RESET;
  }

  /** A text in the colour of that severity. */
  public String severity(Severity severity, String text) {
    return dyed(
        switch (severity) {
          case ERROR -> RED;
          case WARNING -> YELLOW;
          case NOTE -> CYAN;
        },
        text);
  }

  /** What must be read first. */
  public String strong(String text) {
    return dyed(BOLD, text);
  }

  /** Margins, places and what is shown beside. */
  public String margin(String text) {
    return dyed(BLUE, text);
  }

  /** The head of a fix, and lines that are added. */
  public String help(String text) {
    return dyed(GREEN, text);
  }

  /** Lines that go. */
  public String gone(String text) {
    return dyed(RED, text);
  }
}
