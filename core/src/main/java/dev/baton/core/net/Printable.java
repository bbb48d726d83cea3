package dev.baton.core.net;

/**
 * Text as it may go to people: to a terminal, a log, a file that is looked at. Names, keywords and
 * paths come out of files, and may hold what moves a cursor, begins a line of its own, or shows the
 * letters in another order than they are in.
 */
public final class Printable {

  /** Stands for each character that is left out. */
  public static final char REPLACEMENT = '\uFFFD';

  private Printable() {}

  /** The text on one line and without controls; the same object if there are none. */
  public static String line(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isControl(text.charAt(i))) {
        return cleaned(text, i);
      }
    }
    return text;
  }

  private static String cleaned(String text, int firstControl) {
    var clean = new StringBuilder(text);
    for (int i = firstControl; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\t') {
        clean.setCharAt(i, ' ');
      } else if (isControl(c)) {
        clean.setCharAt(i, REPLACEMENT);
      }
    }
    return clean.toString();
  }

  /** The same for a text of several lines, whose line feeds stay. */
  public static String lines(String text) {
    var clean = new StringBuilder(text.length());
    int from = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      clean.append(line(text.substring(from, end))).append('\n');
      from = end + 1;
    }
    return clean.append(line(text.substring(from))).toString();
  }

  /**
   * Whether it controls a terminal or the direction of the text: C0 and C1 of ISO 6429, also where
   * a byte that is no UTF-8 would come out as one; DEL; the ends of lines and the marks of direction
   * of Unicode (UAX 9, sections 2.1 to 2.6).
   */
  public static boolean isControl(char c) {
    return c < ' '
        || (c >= 0x7F && c < 0xA0)
        || (Utf8.isRawByte(c) && (c & 0xFF) < 0xA0)
        || c == 0x061C
        || c == 0x200E
        || c == 0x200F
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }
}
