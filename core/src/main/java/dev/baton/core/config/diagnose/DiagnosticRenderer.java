package dev.baton.core.config.diagnose;

/**
 * The text of a diagnostic for a person at a terminal: place, message, the line with a caret below
 * the word, cause and mend. Plain characters; colours are the terminal's affair.
 *
 * <pre>
 * error: (VI_1) unknown state 'SLAVE', defaulting to BACKUP
 *  --> keepalived.conf:35:10
 *    |
 * 35 |    state SLAVE
 *    |          ^^^^^
 *    = why: state is MASTER or BACKUP
 *    = mend: write `state BACKUP`
 * </pre>
 */
public final class DiagnosticRenderer {

  /** A line longer than a screen is cut around the word. */
  private static final int SHOWN_CHARS_MAX = 160;

  private DiagnosticRenderer() {}

  /** The text, ending in a line feed. */
  public static String render(Diagnostic diagnostic) {
    var out = new StringBuilder(256);
    out.append(diagnostic.severity())
        .append(": ")
        .append(Secrets.hidden(diagnostic.message()))
        .append('\n');
    SourceSpan span = diagnostic.span();
    String margin = " ".repeat(span.hasLine() ? Integer.toString(span.line()).length() : 1);
    if (!span.file().path().isEmpty()) {
      out.append(margin).append("--> ").append(span).append('\n');
    }
    if (span.hasLine()) {
      quote(out, span, margin);
    }
    remark(out, margin, "why", diagnostic.cause());
    remark(out, margin, "mend", diagnostic.mend());
    return out.toString();
  }

  private static void quote(StringBuilder out, SourceSpan span, String margin) {
    String line = Secrets.hidden(span.file().line(span.line()));
    int from = Math.max(0, Math.min(span.column() - SHOWN_CHARS_MAX / 2, line.length()));
    int to = Math.min(line.length(), from + SHOWN_CHARS_MAX);
    out.append(margin).append(" |\n").append(span.line()).append(" | ");
    appendPrintable(out, line, from, to);
    out.append('\n');
    if (span.column() > 0) {
      out.append(margin).append(" | ");
      appendBlanks(out, line, from, Math.min(span.column() - 1, to));
      int end = Math.min(span.column() - 1 + span.length(), Math.max(to, span.column()));
      out.repeat('^', Math.max(1, columns(line, span.column() - 1, end)));
      out.append('\n');
    }
  }

  private static void remark(StringBuilder out, String margin, String head, String text) {
    if (!text.isEmpty()) {
      out.append(margin).append(" = ").append(head).append(": ");
      out.append(Secrets.hidden(text)).append('\n');
    }
  }

  private static void appendPrintable(StringBuilder out, String line, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = line.charAt(i);
      boolean control = (c < ' ' && c != '\t') || c == 0x7F;
      boolean rawByte = Utf8.isRawByte(c);
      out.append(control || rawByte ? '\uFFFD' : c);
    }
  }

  /** As much blank as the text is wide, so that the caret stands below its word. */
  private static void appendBlanks(StringBuilder out, String line, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = line.charAt(i);
      out.append(c == '\t' ? "\t" : isWide(c) ? "  " : Character.isLowSurrogate(c) ? "" : " ");
    }
  }

  private static int columns(String line, int from, int to) {
    int columns = 0;
    for (int i = from; i < to; i++) {
      columns += i < line.length() && isWide(line.charAt(i)) ? 2 : 1;
    }
    return columns;
  }

  /** Whether terminals give the character two columns: CJK, Hangul, full-width forms. */
  private static boolean isWide(char c) {
    return (c >= 0x1100 && c <= 0x115F)
        || (c >= 0x2E80 && c <= 0xA4CF)
        || (c >= 0xAC00 && c <= 0xD7A3)
        || (c >= 0xF900 && c <= 0xFAFF)
        || (c >= 0xFE30 && c <= 0xFE6F)
        || (c >= 0xFF00 && c <= 0xFF60);
  }
}
