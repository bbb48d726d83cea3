package dev.baton.config.keyword;

import java.util.List;

/** The kinds of arguments that a {@link Keyword} may take, by the first word of its column. */
public enum ArgumentKind {
  /** Nothing; whatever follows is ignored. */
  FLAG("flag"),
  /** on, off, true, false, yes, no; nothing means on. */
  SWITCH("bool"),
  /** A whole number: least, greatest, then {@code least 1} or {@code clamp LOW HIGH}. */
  WHOLE("int"),
  /** Seconds with up to six decimals: least, greatest. */
  SECONDS("sec"),
  /** Seconds with up to three decimals. */
  COARSE_SECONDS("sec3"),
  /** Milliseconds with up to three decimals. */
  MILLISECONDS("msec"),
  /**
   * A weight and perhaps {@code reverse}: least, greatest, whether {@code noreverse} may follow.
   */
  WEIGHT("weight"),
  /** One word: at most so many bytes; {@code alone}: a second one is an error. */
  WORD("word"),
  /** Any number of words: how many at most, and how long each. */
  WORDS("words"),
  /** An interface's name. */
  INTERFACE("if"),
  /** An IPv4 or IPv6 address; {@code cut}: a slash and what follows it count for nothing. */
  ADDRESS("ip"),
  /** An IPv4 multicast group. */
  GROUP4("mcast4"),
  /** An IPv6 multicast group. */
  GROUP6("mcast6"),
  /** One of the words between bars. */
  CHOICE("choice"),
  /** The same, in upper or lower case. */
  CASELESS_CHOICE("nocase"),
  /** A command in quotes, then perhaps a user and a group. */
  SCRIPT("script"),
  /** A user and perhaps a group. */
  USER("user"),
  /** A form of its own. */
  SPECIAL("special"),
  /** A block without a name. */
  BLOCK("block"),
  /** A block with one name. */
  NAMED_BLOCK("named block"),
  /** A block that may be left out. */
  OPTIONAL_BLOCK("optional block"),
  /** A block of lines of one kind. */
  VALUES("values"),
  /** The same with a name. */
  NAMED_VALUES("named values"),
  /** A word within a line of a value block, or of the preprocessor. */
  ENTRY("entry");

  private final String text;

  ArgumentKind(String text) {
    this.text = text;
  }

  static ArgumentKind of(List<String> argument) {
    String first = argument.get(0);
    String name = first.endsWith("?") ? first.substring(0, first.length() - 1) : first;
    if (name.equals("named") || name.equals("optional")) {
      name += " " + argument.get(1);
    }
    for (ArgumentKind kind : values()) {
      if (kind.text.equals(name)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind of argument is called " + name);
  }

  /** Whether it opens a block with keywords. */
  public boolean opensBlock() {
    return this == BLOCK || this == NAMED_BLOCK || this == OPTIONAL_BLOCK;
  }
}
