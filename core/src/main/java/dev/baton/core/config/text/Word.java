package dev.baton.core.config.text;

import dev.baton.core.config.diagnose.SourceSpan;

/**
 * A word of a statement, without its quotes.
 *
 * @param quoted it stood in double quotes, so it may hold blanks, braces or nothing at all
 */
public record Word(String text, boolean quoted, SourceSpan span) {

  @Override
  public String toString() {
    return text;
  }
}
