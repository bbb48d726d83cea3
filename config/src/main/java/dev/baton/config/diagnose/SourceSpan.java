package dev.baton.config.diagnose;

/**
 * Where in the operator's text something stands.
 *
 * @param line from 1; 0 for the file or the configuration as a whole
 * @param column from 1, in characters; 0 for the whole line
 * @param length how many characters, at least 1 where a column is given
 */
public record SourceSpan(SourceFile file, int line, int column, int length) {

  /** Nowhere in particular: the configuration as a whole. */
  public static final SourceSpan NONE = new SourceSpan(SourceFile.NONE, 0, 0, 0);

  /** The whole file. */
  public static SourceSpan of(SourceFile file) {
    return new SourceSpan(file, 0, 0, 0);
  }

  /** The whole line. */
  public static SourceSpan of(SourceFile file, int line) {
    return new SourceSpan(file, line, 0, 0);
  }

  /** Whether there is a line to show. */
  public boolean hasLine() {
    return line > 0;
  }

  /** The place as compilers print it: {@code file:line:column}, as far as it is known. */
  @Override
  public String toString() {
    if (line == 0) {
      return file.path();
    }
    String place = file.path() + ":" + line;
    return column == 0 ? place : place + ":" + column;
  }
}
