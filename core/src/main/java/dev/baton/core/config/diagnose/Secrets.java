package dev.baton.core.config.diagnose;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The secrets of one reading, and how to show its texts without them: a diagnostic quotes the
 * operator's line, and goes to the log, to a ticket, to a chat.
 *
 * <p>A secret is known by the word before it ({@link SecretText}), by the block that it stands in,
 * and by its value: where a variable brought it in, it stands in the variable's definition, too.
 */
public final class Secrets {

  /** A shorter value would hide letters everywhere; it is hidden in its own line only. */
  private static final int VALUE_CHARS_MIN = 4;

  /** So long a value is hidden within other words as well. */
  private static final int PART_CHARS_MIN = 6;

  /** More than that are looked for as whole words only. */
  private static final int PARTS_MAX = 500;

  private record Place(SourceFile file, int line) {}

  private final Set<String> values = new LinkedHashSet<>();
  private final Map<Place, Set<String>> byPlace = new HashMap<>();
  private final Set<Place> hiddenLines = new HashSet<>();

  /** None is known. */
  public Secrets() {}

  /** A word, or a part of one, that stands there is secret. */
  public void add(SourceSpan span, String value) {
    if (value.isEmpty()) {
      return;
    }
    byPlace.computeIfAbsent(place(span), _ -> new HashSet<>()).add(value);
    if (value.length() >= VALUE_CHARS_MIN) {
      values.add(value);
    }
  }

  /** In that line all behind the first word is secret. */
  public void addLine(SourceFile file, int line) {
    hiddenLines.add(new Place(file, line));
  }

  private static Place place(SourceSpan span) {
    return new Place(span.file(), span.line());
  }

  /** A line of a file as it may be shown, as long as it is. */
  String line(SourceFile file, int number) {
    String text = text(file.line(number));
    return hiddenLines.contains(new Place(file, number)) ? SecretText.behindFirstWord(text) : text;
  }

  /** A text of the operator as it may be shown, as long as it is. */
  public String text(String text) {
    String shown = withoutValues(SecretText.hidden(text));
    int equals = shown.indexOf('=');
    boolean definition = shown.stripLeading().startsWith("$") && equals > 0;
    return definition && isPartOfValue(text.substring(equals + 1).strip())
        ? SecretText.hiddenFrom(shown, equals + 1)
        : shown;
  }

  /** Whether a secret is put together of this and more. */
  private boolean isPartOfValue(String part) {
    String bare = part.endsWith("\\") ? part.substring(0, part.length() - 1).strip() : part;
    return bare.length() > 1 && values.stream().anyMatch(value -> value.contains(bare));
  }

  /** A sentence of ours, about that place, as it may be shown. */
  String sentence(String sentence, SourceSpan span) {
    String shown = withoutValues(SecretText.hiddenQuoted(sentence));
    for (String value : byPlace.getOrDefault(place(span), Set.of())) {
      shown = withoutQuoted(shown, value);
    }
    return shown;
  }

  private String withoutValues(String text) {
    String shown = text;
    int looked = 0;
    for (String value : values) {
      if (looked++ == PARTS_MAX) {
        return withoutWords(shown);
      }
      shown = without(shown, value, value.length() >= PART_CHARS_MIN);
    }
    return shown;
  }

  private static String without(String text, String value, boolean parts) {
    String shown = text;
    for (int at = shown.indexOf(value); at >= 0; at = shown.indexOf(value, at + value.length())) {
      if (parts || isWhole(shown, at, at + value.length())) {
        shown = hidden(shown, at, at + value.length());
      }
    }
    return shown;
  }

  /** In what a sentence quotes, also a secret of one letter. */
  private static String withoutQuoted(String sentence, String value) {
    String shown = sentence;
    int open = SecretText.quotedFrom(sentence);
    int close = SecretText.quotedTo(sentence, open);
    int at = shown.indexOf(value, open);
    while (at >= 0 && at < close) {
      int end = at + value.length();
      shown = isWhole(shown, at, end) ? hidden(shown, at, end) : shown;
      at = shown.indexOf(value, end);
    }
    return shown;
  }

  private String withoutWords(String text) {
    String shown = text;
    int from = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || " \t\"'`".indexOf(text.charAt(i)) >= 0) {
        shown = values.contains(text.substring(from, i)) ? hidden(shown, from, i) : shown;
        from = i + 1;
      }
    }
    return shown;
  }

  private static boolean isWhole(String text, int from, int to) {
    return (from == 0 || !isWordChar(text.charAt(from - 1)))
        && (to == text.length() || !isWordChar(text.charAt(to)));
  }

  private static boolean isWordChar(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private static String hidden(String text, int from, int to) {
    return text.substring(0, from) + "*".repeat(to - from) + text.substring(to);
  }
}
