package dev.baton.config.diagnose;

import dev.baton.core.net.Printable;
import dev.baton.core.net.Utf8;
import java.util.List;

/**
 * The text of a diagnostic for a person at a terminal: place, message, the line with a caret below
 * the word, other places that belong to it, cause and help.
 *
 * <pre>
 * error: (VI_1) unknown state 'SLAVE', defaulting to BACKUP
 *  --> keepalived.conf:35:10
 *    |
 * 35 |    state SLAVE
 *    |          ^^^^^
 *    = why: state is MASTER or BACKUP
 *    = help: write `state BACKUP`
 * </pre>
 */
public final class DiagnosticRenderer {

  /** A line longer than a screen is cut around the word. */
  private static final int SHOWN_CHARS_MAX = 160;

  private static final int LINE_CHARS_MAX = 10_000;

  private final Palette palette;
  private final StringBuilder out = new StringBuilder(256);
  private final String margin;
  private final SourceSpan place;

  private DiagnosticRenderer(Palette palette, String margin, SourceSpan place) {
    this.palette = palette;
    this.margin = margin;
    this.place = place;
  }

  /** The text without colours, ending in a line feed. */
  public static String render(Diagnostic diagnostic) {
    return render(diagnostic, Palette.PLAIN);
  }

  /** The text, ending in a line feed. */
  public static String render(Diagnostic diagnostic, Palette palette) {
    int widest = diagnostic.span().hasLine() ? diagnostic.span().line() : 0;
    for (Label label : diagnostic.labels()) {
      widest = Math.max(widest, label.span().line());
    }
    String margin = " ".repeat(Integer.toString(widest).length());
    var renderer = new DiagnosticRenderer(palette, margin, diagnostic.span());
    renderer.all(diagnostic);
    return renderer.out.toString();
  }

  private void all(Diagnostic diagnostic) {
    Severity severity = diagnostic.severity();
    out.append(palette.severity(severity, severity.text()))
        .append(palette.strong(": " + said(diagnostic.message())))
        .append('\n');
    SourceSpan span = diagnostic.span();
    if (!span.file().path().isEmpty()) {
      out.append(margin).append(palette.margin("-->")).append(' ').append(span).append('\n');
    }
    if (isShown(span)) {
      quote(span);
      caret(span, severity);
    }
    labels(diagnostic.labels());
    remark("why", diagnostic.cause());
    remark("help", diagnostic.help());
  }

  private void labels(List<Label> labels) {
    for (Label label : labels) {
      SourceSpan span = label.span();
      out.append(margin).append(palette.margin(":::")).append(' ').append(span).append('\n');
      if (isShown(span)) {
        quote(span);
      }
      out.append(margin).append(palette.margin(" | "));
      if (span.column() > 0 && isShown(span)) {
        String line = Secrets.hiddenLine(span.file(), span.line());
        int from = shownFrom(span, line);
        appendBlanks(line, from, Math.min(span.column() - 1, line.length()));
        out.append(palette.margin("-".repeat(underlined(span, line, from)))).append(' ');
      }
      out.append(palette.margin(said(label.text()))).append('\n');
    }
  }

  /** What has a line that a person wrote; a binary file may be a single one. */
  private static boolean isShown(SourceSpan span) {
    return span.hasLine() && span.file().line(span.line()).length() <= LINE_CHARS_MAX;
  }

  private static int shownFrom(SourceSpan span, String line) {
    return Math.max(0, Math.min(span.column() - SHOWN_CHARS_MAX / 2, line.length()));
  }

  private void quote(SourceSpan span) {
    String line = Secrets.hiddenLine(span.file(), span.line());
    int from = shownFrom(span, line);
    int end = line.endsWith("\r") ? line.length() - 1 : line.length();
    int to = Math.max(from, Math.min(end, from + SHOWN_CHARS_MAX));
    String number = Integer.toString(span.line());
    String pad = " ".repeat(margin.length() - number.length());
    out.append(margin).append(palette.margin(" |")).append('\n');
    out.append(palette.margin(pad + number + " |")).append(' ');
    out.append(printable(line.substring(from, to))).append('\n');
  }

  private void caret(SourceSpan span, Severity severity) {
    if (span.column() > 0) {
      String line = Secrets.hiddenLine(span.file(), span.line());
      int from = shownFrom(span, line);
      int to = Math.min(line.length(), from + SHOWN_CHARS_MAX);
      out.append(margin).append(palette.margin(" |")).append(' ');
      appendBlanks(line, from, Math.min(span.column() - 1, to));
      String carets = "^".repeat(underlined(span, line, from));
      out.append(palette.severity(severity, carets)).append('\n');
    }
  }

  /** How many columns the line below the word takes. */
  private static int underlined(SourceSpan span, String line, int from) {
    int to = Math.min(line.length(), from + SHOWN_CHARS_MAX);
    int end = Math.min(span.column() - 1 + span.length(), Math.max(to, span.column()));
    return Math.max(1, columns(line, span.column() - 1, end));
  }

  private void remark(String head, String text) {
    if (!text.isEmpty()) {
      out.append(margin).append(palette.margin(" = "));
      out.append(head.equals("help") ? palette.help(head) : palette.strong(head)).append(": ");
      out.append(said(text)).append('\n');
    }
  }

  private String said(String sentence) {
    return printable(Secrets.hiddenSaid(place, sentence));
  }

  /** A text of the operator as it may be shown: no secrets, nothing that moves a cursor. */
  static String shown(String text) {
    return printable(Secrets.hidden(text));
  }

  /** What is no character at all is shown as one that says so. */
  private static String printable(String text) {
    String clean = Printable.of(text);
    for (int i = 0; i < clean.length(); i++) {
      if (Utf8.isRawByte(clean.charAt(i))) {
        clean = clean.replace(clean.charAt(i), Printable.SUBSTITUTE);
      }
    }
    return clean;
  }

  /** As much blank as the text is wide, so that the caret stands below its word. */
  private void appendBlanks(String line, int from, int to) {
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
