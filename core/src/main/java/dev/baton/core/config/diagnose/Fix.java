package dev.baton.core.config.diagnose;

import java.util.List;

/**
 * A mend that a machine can make.
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

  /** The same mend, but a person must look at it. */
  public Fix unsafe() {
    return new Fix(false, edits);
  }
}
