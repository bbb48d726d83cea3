package dev.baton.cli.docs;

import dev.baton.config.keyword.Block;
import dev.baton.config.keyword.Keyword;

/** A row of the keyword table in words. */
final class Wording {

  private Wording() {}

  /** The word with its argument, as a synopsis. */
  static String synopsis(Keyword keyword) {
    if (keyword.block() == Block.PREPROCESSING) {
      return keyword.usage();
    }
    String argument = argument(keyword);
    boolean complete = argument.startsWith(keyword.name() + " ");
    return argument.isEmpty() || complete
        ? complete ? argument : keyword.name()
        : keyword.name() + " " + argument;
  }

  private static String argument(Keyword keyword) {
    if (!keyword.usage().isEmpty()) {
      return keyword.usage();
    }
    String text =
        switch (keyword.kind()) {
          case FLAG, ENTRY, SPECIAL -> "";
          case SWITCH -> "[on|off]";
          case WHOLE, MILLISECONDS, WEIGHT -> "NUMBER";
          case SECONDS, COARSE_SECONDS -> "SECONDS";
          case WORD -> "WORD";
          case WORDS -> "WORD...";
          case INTERFACE -> "INTERFACE";
          case ADDRESS, GROUP4, GROUP6 -> "ADDRESS";
          case CHOICE, CASELESS_CHOICE -> keyword.part(1);
          case SCRIPT -> "COMMAND [USER [GROUP]]";
          case USER -> "USER [GROUP]";
          case BLOCK, OPTIONAL_BLOCK, VALUES -> "{ ... }";
          case NAMED_BLOCK, NAMED_VALUES -> "NAME { ... }";
        };
    boolean optional = keyword.argument().get(0).endsWith("?");
    return optional && !text.isEmpty() ? "[" + text + "]" : text;
  }

  /** What its argument is, in a sentence's end; empty where the synopsis says it all. */
  static String argumentInWords(Keyword keyword) {
    return switch (keyword.kind()) {
      case FLAG -> "none; the word alone switches it on";
      case SWITCH -> "on, off, true, false, yes or no; the word alone means on";
      case WHOLE -> range("a whole number", keyword);
      case SECONDS -> range("seconds, with up to six decimals,", keyword);
      case COARSE_SECONDS -> range("seconds, with up to three decimals,", keyword);
      case MILLISECONDS -> range("milliseconds, with up to three decimals,", keyword);
      case WEIGHT -> range("a number", keyword) + ", perhaps followed by `reverse`";
      case WORD -> bounded("a word", keyword.has("alone") ? "" : keyword.part(1));
      case WORDS -> "words";
      case INTERFACE -> "the name of an interface";
      case ADDRESS -> "an IPv4 or IPv6 address";
      case GROUP4 -> "an IPv4 multicast address";
      case GROUP6 -> "an IPv6 multicast address";
      case CASELESS_CHOICE -> "one of these words, in upper or lower case";
      case SCRIPT -> "a command, in quotes if it has arguments; the user and group it runs as";
      case USER -> "a user and perhaps a group";
      case VALUES, NAMED_VALUES -> "a block with one entry per line";
      case OPTIONAL_BLOCK -> "a block, which may be left out";
      default -> "";
    };
  }

  private static String range(String what, Keyword keyword) {
    return what + " from " + keyword.part(1) + " to " + keyword.part(2);
  }

  private static String bounded(String what, String charactersMax) {
    return charactersMax.isEmpty() ? what : what + " of at most " + charactersMax + " characters";
  }

  /** What a second one in the same block means. */
  static String repeatInWords(Keyword keyword) {
    return switch (keyword.repeat()) {
      case LAST -> "the last one counts";
      case FIRST -> "an error; the first one counts";
      case REPLACE -> "an error; the last one counts";
      case MANY -> "each adds to the ones before";
      case ONCE ->
          switch (keyword.kind()) {
            case NAMED_BLOCK, NAMED_VALUES ->
                "another name makes another object; the same name is an error";
            default -> "each makes another object; the same one twice is an error";
          };
      case REOPEN -> "continues the first";
    };
  }

  /** Whether this version acts on it. */
  static String effectInWords(Keyword keyword) {
    return switch (keyword.effect()) {
      case NOW -> "yes";
      case LATER -> "not yet: read and checked, then ignored";
    };
  }

  /** The word that stands in its place; empty if none does. */
  static String heir(Keyword keyword) {
    String state = keyword.state();
    int alias = state.indexOf("alias of ");
    if (alias < 0) {
      return "";
    }
    String rest = state.substring(alias + "alias of ".length());
    int end = rest.indexOf(' ');
    return end < 0 ? rest : rest.substring(0, end);
  }

  /** What is to be said of a word that is not a current one; empty for the others. */
  static String standing(Keyword keyword) {
    String heir = heir(keyword);
    if (keyword.state().contains("deprecated")) {
      return heir.isEmpty() ? "deprecated" : "deprecated; write `" + heir + "`";
    }
    return heir.isEmpty() ? "" : "another word for `" + heir + "`";
  }
}
