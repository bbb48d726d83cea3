package dev.baton.config.text;

import dev.baton.config.diagnose.SourceFile;
import dev.baton.config.diagnose.SourceSpan;

/**
 * Characters of one line that know where they came from: a comment stripped, a variable put in, and
 * still every word can be shown in the operator's own text. What a variable put in stands where the
 * variable stood.
 */
public final class Spanned {

  private static final int[] ASCENDING = {};

  private final SourceFile file;
  private final int line;
  private final String text;
  private final int firstColumn;
  private final int[] columns;

  private Spanned(SourceFile file, int line, String text, int firstColumn, int[] columns) {
    this.file = file;
    this.line = line;
    this.text = text;
    this.firstColumn = firstColumn;
    this.columns = columns;
  }

  /** A whole line of a file. */
  static Spanned of(SourceFile file, int line, String text) {
    return new Spanned(file, line, text, 1, ASCENDING);
  }

  SourceFile file() {
    return file;
  }

  /** The characters. */
  public String text() {
    return text;
  }

  int length() {
    return text.length();
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  /** The part from {@code from} to before {@code to}. */
  Spanned part(int from, int to) {
    if (from == 0 && to == text.length()) {
      return this;
    }
    if (columns.length == 0) {
      return new Spanned(file, line, text.substring(from, to), firstColumn + from, ASCENDING);
    }
    int[] kept = new int[to - from];
    System.arraycopy(columns, from, kept, 0, kept.length);
    return new Spanned(file, line, text.substring(from, to), firstColumn, kept);
  }

  /** Without blanks at both ends. */
  Spanned trimmed() {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return part(from, to);
  }

  /** Where the characters from {@code from} to before {@code to} stand. */
  public SourceSpan span(int from, int to) {
    int column = column(from);
    int last = to > from ? column(to - 1) : column;
    return new SourceSpan(file, line, column, Math.max(1, last - column + 1));
  }

  /** Where all of it stands. */
  public SourceSpan span() {
    return span(0, text.length());
  }

  private int column(int index) {
    if (columns.length == 0) {
      return firstColumn + index;
    }
    return columns[Math.min(index, columns.length - 1)];
  }

  /** White space between words: blank, tab, vertical tab, form feed, carriage return. */
  static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r' && c != '\n');
  }

  @Override
  public String toString() {
    return text;
  }

  /** Puts together a line out of parts of others. */
  static final class Builder {
    private final Spanned place;
    private final StringBuilder text = new StringBuilder();
    private int[] columns = new int[64];

    /** A new line that stands where {@code place} stands. */
    Builder(Spanned place) {
      this.place = place;
    }

    /** Characters that bring their own places. */
    Builder append(Spanned from, int start, int end) {
      for (int i = start; i < end; i++) {
        append(from.text.charAt(i), from.column(i));
      }
      return this;
    }

    /** Characters that all stand at one column: what a variable put in. */
    Builder append(String inserted, int column) {
      for (int i = 0; i < inserted.length(); i++) {
        append(inserted.charAt(i), column);
      }
      return this;
    }

    private void append(char c, int column) {
      if (text.length() == columns.length) {
        columns = java.util.Arrays.copyOf(columns, 2 * columns.length);
      }
      columns[text.length()] = column;
      text.append(c);
    }

    int length() {
      return text.length();
    }

    Spanned build() {
      int[] exact = java.util.Arrays.copyOf(columns, text.length());
      return new Spanned(place.file, place.line, text.toString(), 1, exact);
    }
  }

  /** The column of the character at {@code index}, for a builder. */
  int columnAt(int index) {
    return column(index);
  }
}
