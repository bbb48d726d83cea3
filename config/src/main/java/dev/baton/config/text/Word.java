package dev.baton.config.text;

import dev.baton.config.diagnose.SourceSpan;

/**
 * A word of a statement, without its quotes.
 *
 * @param quoted it stood in double quotes, so it may hold blanks, braces or nothing at all
 * @param line the line that it is part of, from {@code from} to before {@code to}
 */
public record Word(String text, boolean quoted, Spanned line, int from, int to) {

  /** Where it stands; made when asked for, since most words are never spoken of. */
  public SourceSpan span() {
    return line.span(from, to);
  }

  @Override
  public String toString() {
    return text;
  }
}
