package dev.baton.config.keyword;

import java.util.List;

/** The kinds of arguments that a {@link Keyword} may take, by the first word of its column. */
public enum ArgumentKind {
  /** Nothing; whatever follows is ignored. */
  FLAG("flag", Content.NOTHING, 0),
  /** on, off, true, false, yes, no; nothing means on. */
  SWITCH("bool", Content.FEW, 1),
  /** A whole number: least, greatest, then {@code least 1} or {@code clamp LOW HIGH}. */
  WHOLE("int", Content.NUMBER, 1),
  /** Seconds with up to six decimals: least, greatest. */
  SECONDS("sec", Content.NUMBER, 1),
  /** Seconds with up to three decimals. */
  COARSE_SECONDS("sec3", Content.NUMBER, 1),
  /** Milliseconds with up to three decimals. */
  MILLISECONDS("msec", Content.NUMBER, 1),
  /**
   * A weight and perhaps {@code reverse}: least, greatest, whether {@code noreverse} may follow.
   */
  WEIGHT("weight", Content.NUMBER, Words.ANY),
  /** One word: at most so many bytes; {@code alone}: a second one is an error. */
  WORD("word", Content.TEXT, 1),
  /** Any number of words: how many at most, and how long each. */
  WORDS("words", Content.TEXT, Words.ANY),
  /** An interface's name. */
  INTERFACE("if", Content.FEW, 1),
  /** An IPv4 or IPv6 address; {@code cut}: a slash and what follows it count for nothing. */
  ADDRESS("ip", Content.NUMBER, 1),
  /** An IPv4 multicast group. */
  GROUP4("mcast4", Content.NUMBER, 1),
  /** An IPv6 multicast group. */
  GROUP6("mcast6", Content.NUMBER, 1),
  /** One of the words between bars. */
  CHOICE("choice", Content.FEW, 1),
  /** The same, in upper or lower case. */
  CASELESS_CHOICE("nocase", Content.FEW, 1),
  /** A command in quotes, then perhaps a user and a group. */
  SCRIPT("script", Content.TEXT, Words.ANY),
  /** A user and perhaps a group. */
  USER("user", Content.TEXT, 2),
  /** A form of its own. */
  SPECIAL("special", Content.TEXT, Words.ANY),
  /** A block without a name. */
  BLOCK("block", Content.BLOCK, Words.ANY),
  /** A block with one name. */
  NAMED_BLOCK("named block", Content.BLOCK, Words.ANY),
  /** A block that may be left out. */
  OPTIONAL_BLOCK("optional block", Content.BLOCK, Words.ANY),
  /** A block of lines of one kind. */
  VALUES("values", Content.LINES, Words.ANY),
  /** The same with a name. */
  NAMED_VALUES("named values", Content.LINES, Words.ANY),
  /** A word within a line of a value block, or of the preprocessor. */
  ENTRY("entry", Content.TEXT, Words.ANY);

  private static final class Words {
    /** As many as its form takes. */
    private static final int ANY = -1;
  }

  /** What a right argument looks like, whatever it means. */
  public enum Content {
    NOTHING,
    /** Digits: a number, an amount of time, an address. */
    NUMBER,
    /** One of few words, or of few names that there are. */
    FEW,
    /** Anything. */
    TEXT,
    /** A block of keywords. */
    BLOCK,
    /** A block of lines. */
    LINES
  }

  private final String text;
  private final Content content;
  private final int wordsMax;

  ArgumentKind(String text, Content content, int wordsMax) {
    this.text = text;
    this.content = content;
    this.wordsMax = wordsMax;
  }

  /** What a right argument looks like. */
  public Content content() {
    return content;
  }

  /** How many words count; -1 if that depends on the words. */
  public int wordsMax() {
    return wordsMax;
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
    return content == Content.BLOCK;
  }
}
