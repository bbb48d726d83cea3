package dev.baton.core.net;

/**
 * Text for a terminal or a log. What comes out of a file, a name or a packet must not move a
 * cursor, begin a new line that looks like another message, or turn the direction of what follows.
 */
public final class Printable {

  /** Stands for what cannot be shown. */
  public static final char SUBSTITUTE = '\uFFFD';

  private Printable() {}

  /** The text with a substitute for each character that does something instead of being shown. */
  public static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (acts(text.charAt(i))) {
        return replaced(text, i);
      }
    }
    return text;
  }

  private static String replaced(String text, int first) {
    var clean = new StringBuilder(text);
    for (int i = first; i < clean.length(); i++) {
      if (acts(clean.charAt(i))) {
        clean.setCharAt(i, SUBSTITUTE);
      }
    }
    return clean.toString();
  }

  /** Controls but the tab, ends of lines and paragraphs, and marks and overrides of direction. */
  private static boolean acts(char c) {
    return (c < ' ' && c != '\t')
        || (c >= 0x7F && c < 0xA0)
        || c == 0x061C
        || c == 0x200E
        || c == 0x200F
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }
}
