package dev.baton.host;

/**
 * One component of a glob(7) pattern: {@code *}, {@code ?}, {@code [a-z]}, {@code [!x]}, and a
 * backslash that takes the next character as it is. A leading dot is matched by a dot only.
 */
record NamePattern(String pattern) {

  /** Whether the text means more than itself. */
  static boolean isPattern(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '*' || c == '?' || c == '[') {
        return true;
      }
      if (c == '\\') {
        i++;
      }
    }
    return false;
  }

  /** The name that a text without wildcards stands for: without the backslashes. */
  static String literal(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    var name = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\' && i + 1 < text.length()) {
        i++;
      }
      name.append(text.charAt(i));
    }
    return name.toString();
  }

  boolean matches(String name) {
    if (name.startsWith(".") && !pattern.startsWith(".") && !pattern.startsWith("\\.")) {
      return false;
    }
    return matchesFrom(name);
  }

  /** With one place to go back to: a later star makes all earlier choices irrelevant. */
  private boolean matchesFrom(String name) {
    int at = 0;
    int in = 0;
    int starAt = -1;
    int starIn = 0;
    while (in < name.length()) {
      int next = at < pattern.length() ? matchOne(at, name.charAt(in)) : -1;
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        starAt = at++;
        starIn = in;
      } else if (next >= 0) {
        at = next;
        in++;
      } else if (starAt >= 0) {
        at = starAt + 1;
        in = ++starIn;
      } else {
        return false;
      }
    }
    while (at < pattern.length() && pattern.charAt(at) == '*') {
      at++;
    }
    return at == pattern.length();
  }

  /** Where the pattern goes on after matching that character, or -1. */
  private int matchOne(int at, char c) {
    return switch (pattern.charAt(at)) {
      case '?' -> at + 1;
      case '[' -> matchSet(at, c);
      case '\\' -> matchEscaped(at, c);
      default -> pattern.charAt(at) == c ? at + 1 : -1;
    };
  }

  private int matchEscaped(int at, char c) {
    boolean last = at + 1 == pattern.length();
    int end = last ? at + 1 : at + 2;
    return pattern.charAt(end - 1) == c ? end : -1;
  }

  private int matchSet(int from, char c) {
    int at = from + 1;
    boolean negated = at < pattern.length() && "!^".indexOf(pattern.charAt(at)) >= 0;
    if (negated) {
      at++;
    }
    boolean found = false;
    for (int first = at; at < pattern.length(); at++) {
      char low = pattern.charAt(at);
      if (low == ']' && at > first) {
        return found != negated ? at + 1 : -1;
      }
      char high = low;
      boolean range =
          at + 2 < pattern.length()
              && pattern.charAt(at + 1) == '-'
              && pattern.charAt(at + 2) != ']';
      if (range) {
        at += 2;
        high = pattern.charAt(at);
      }
      found |= low <= c && c <= high;
    }
    // A bracket that nobody closes is a bracket.
    return c == '[' ? from + 1 : -1;
  }
}
