package dev.baton.config.text;

/**
 * Comments: from an unquoted {@code #} or {@code !} to the end of the line, also when glued to a
 * word. A backslash before the character protects it once, and is gone afterwards.
 *
 * <p>keepalived strips twice: its parent strips the file, its children strip the parent's copy. A
 * single backslash is therefore used up before a child sees the line.
 */
final class Comments {

  private Comments() {}

  /** The line as keepalived's children see it. */
  static Spanned stripTwice(Spanned line) {
    String text = line.text();
    if (text.indexOf('#') < 0 && text.indexOf('!') < 0) {
      return line;
    }
    return strip(strip(line));
  }

  /** The line without its comment and without the backslashes that protected no comment. */
  static Spanned strip(Spanned line) {
    String text = line.text();
    boolean quoted = false;
    boolean escapes = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && c == '\\' && protectsComment(text, i)) {
        escapes = true;
        i++;
      } else if (!quoted && (c == '#' || c == '!')) {
        return escapes ? unescaped(line, i) : line.part(0, i);
      }
    }
    return escapes ? unescaped(line, text.length()) : line;
  }

  private static boolean protectsComment(String text, int backslash) {
    int next = backslash + 1;
    return next < text.length() && (text.charAt(next) == '#' || text.charAt(next) == '!');
  }

  private static Spanned unescaped(Spanned line, int end) {
    var kept = new Spanned.Builder(line);
    String text = line.text();
    boolean quoted = false;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      }
      boolean protects = !quoted && c == '\\' && protectsComment(text, i);
      if (protects) {
        i++;
      }
      kept.append(line, i, i + 1);
    }
    return kept.build();
  }
}
