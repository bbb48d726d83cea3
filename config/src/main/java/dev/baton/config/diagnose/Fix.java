package dev.baton.config.diagnose;

import java.util.List;

/**
 * A fix that a machine can make.
 *
 * @param safe it can mean nothing else, and harms no peer: {@code baton check --fix} makes it
 * @param edits all of them, or none
 */
public record Fix(boolean safe, List<Edit> edits) {

  /**
   * A change of one line.
   *
   * @param span what to replace: a part of a line; or, without a column, the line as a whole
   * @param before what must stand there, or nothing is changed
   * @param after what to put there instead
   */
  public record Edit(SourceSpan span, String before, String after) {

    /** Whether the line goes, with its end. */
    public boolean deletesLine() {
      return span.column() == 0;
    }

    /** Whether the line, as it is now, holds what this would replace. */
    boolean fits(String line) {
      if (!deletesLine()) {
        return line.startsWith(before, span.column() - 1);
      }
      String rest = line.strip();
      if (!rest.startsWith(before)) {
        return false;
      }
      rest = rest.substring(before.length()).strip();
      return rest.isEmpty() || rest.charAt(0) == '#' || rest.charAt(0) == '!';
    }
  }

  /** Whether its files hold what it would replace; a variable may have brought that in. */
  public boolean fits() {
    for (Edit edit : edits) {
      if (!edit.fits(edit.span.file().line(edit.span.line()))) {
        return false;
      }
    }
    return true;
  }

  /** Puts {@code after} in the place of {@code before}. */
  public static Fix replacing(SourceSpan span, String before, String after) {
    return new Fix(true, List.of(new Edit(span, before, after)));
  }

  /** Takes the whole line out, which must hold that and nothing else but blanks and a comment. */
  public static Fix deletingLine(SourceSpan span, String statement) {
    SourceSpan line = SourceSpan.of(span.file(), span.line());
    return new Fix(true, List.of(new Edit(line, statement, "")));
  }

  /** The same fix, but a person must look at it. */
  public Fix unsafe() {
    return new Fix(false, edits);
  }
}
