package dev.baton.config.tree;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.ExitClass;
import dev.baton.config.diagnose.Fix;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.keyword.ArgumentKind;
import dev.baton.config.keyword.ArgumentKind.Content;
import dev.baton.config.keyword.Keyword;
import dev.baton.config.text.Statement;
import dev.baton.config.text.Word;
import dev.baton.config.tree.Quantities.Reading;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Turns the words after a keyword into its typed value, or says what is wrong with them. One method
 * for each kind of argument; the bounds and the wording come from the keyword's row.
 */
final class ValueParser {

  private static final int INTERFACE_NAME_BYTES_MAX = 15;

  private final Diagnostics diagnostics;
  private final SpecialValues special;

  ValueParser(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
    this.special = new SpecialValues(this);
  }

  /**
   * The value of a statement; empty if it must be ignored, which has been told.
   *
   * @param owner the name of the block that it stands in
   */
  Optional<Value> parse(Keyword keyword, Statement statement, String owner) {
    List<Word> words = statement.words();
    if (!keyword.whenUsed().isEmpty()) {
      retired(keyword, words.get(0).span(), owner);
    }
    if (words.size() < 2 && !takesNothing(keyword)) {
      return withoutArgument(keyword, statement, owner);
    }
    return switch (keyword.kind()) {
      case FLAG -> Optional.of(new Value.Flag());
      case SWITCH -> onOff(keyword, words, owner);
      case WHOLE -> whole(keyword, words.get(1), owner);
      case SECONDS -> time(keyword, words.get(1), owner, 6);
      case COARSE_SECONDS, MILLISECONDS -> time(keyword, words.get(1), owner, 3);
      case WEIGHT -> weight(keyword, words, owner);
      case WORD -> word(keyword, words, owner);
      case WORDS -> words(keyword, words, owner);
      case INTERFACE -> interfaceName(keyword, words.get(1), owner);
      case ADDRESS -> address(keyword, words.get(1), owner);
      case GROUP4 -> group(keyword, words.get(1), IpFamily.INET);
      case GROUP6 -> group(keyword, words.get(1), IpFamily.INET6);
      case CHOICE -> choice(keyword, words.get(1), words.get(1).text(), owner);
      case CASELESS_CHOICE ->
          choice(keyword, words.get(1), words.get(1).text().toUpperCase(Locale.ROOT), owner);
      case SCRIPT -> command(keyword, statement, owner);
      case USER -> Optional.of(new Value.Texts(texts(words)));
      case SPECIAL -> special.parse(keyword, words, owner);
      default -> throw new IllegalArgumentException(keyword.name() + " has no value");
    };
  }

  private static boolean takesNothing(Keyword keyword) {
    return keyword.kind() == ArgumentKind.FLAG || keyword.kind() == ArgumentKind.SWITCH;
  }

  /** The argument's words as texts. */
  static List<String> texts(List<Word> words) {
    var texts = new ArrayList<String>(words.size() - 1);
    for (Word word : words.subList(1, words.size())) {
      texts.add(word.text());
    }
    return texts;
  }

  private void retired(Keyword keyword, SourceSpan span, String owner) {
    String heir = keyword.heir();
    var told =
        Diagnostic.error("retired", span, filled(keyword.whenUsed(), keyword, owner, ""))
            .withHelp(instead(keyword, heir));
    diagnostics.add(
        heir.isEmpty() ? told : told.fixedBy(Fix.replacing(span, keyword.name(), heir)));
  }

  private static String instead(Keyword keyword, String heir) {
    if (!heir.isEmpty()) {
      return "write `" + heir + "` instead";
    }
    return keyword.help().isEmpty() ? "delete the line" : keyword.help();
  }

  private Optional<Value> withoutArgument(Keyword keyword, Statement statement, String owner) {
    SourceSpan span = statement.words().get(0).span();
    if (statement.unterminated() && keyword.kind() == ArgumentKind.SCRIPT) {
      return Optional.empty();
    }
    if (keyword.whenMissing().equals("ok") && keyword.kind() == ArgumentKind.SCRIPT) {
      return Optional.empty();
    }
    if (keyword.mayBeBare()) {
      return Optional.of(new Value.Texts(List.of()));
    }
    String usage = Usage.of(keyword);
    if (!keyword.whenMissing().isEmpty()) {
      diagnostics.add(
          Diagnostic.error("missing-word", span, filled(keyword.whenMissing(), keyword, owner, ""))
              .withHelp("write `" + keyword.name() + " " + usage + "`"));
      return Optional.empty();
    }
    missingWord(statement, 1, usage);
    return Optional.empty();
  }

  /** A word that keepalived cannot do without: it ends there; we go on, but the weight is its. */
  void missingWord(Statement statement, int position, String usage) {
    Word before = statement.words().get(position - 1);
    String head = statement.words().get(0).text();
    diagnostics.add(
        Diagnostic.error(
                "missing-word",
                before.span(),
                "*** Configuration line starting `"
                    + head
                    + "` is missing a parameter after keyword `"
                    + before.text()
                    + "` at word position "
                    + (position + 1))
            .weighing(ExitClass.MISSING_WORD)
            .withHelp("write `" + head + " " + usage + "`"));
  }

  private Optional<Value> onOff(Keyword keyword, List<Word> words, String owner) {
    if (words.size() < 2) {
      return Optional.of(new Value.Switch(true));
    }
    return switch (words.get(1).text()) {
      case "on", "true", "yes" -> Optional.of(new Value.Switch(true));
      case "off", "false", "no" -> Optional.of(new Value.Switch(false));
      default ->
          bad(keyword, words.get(1), owner, "it must be on, true or yes, or off, false or no");
    };
  }

  private Optional<Value> whole(Keyword keyword, Word word, String owner) {
    long least = Long.parseLong(keyword.part(1));
    long greatest = Long.parseLong(keyword.part(2));
    Reading reading = Quantities.whole(word.text(), least, greatest);
    if (!reading.good()) {
      return bad(keyword, word, owner, reading.fault());
    }
    if (keyword.has("clamp")) {
      return Optional.of(new Value.Whole(clamped(keyword, word, reading.number())));
    }
    if (keyword.has("least") && reading.number() < 1) {
      diagnostics.error(
          "zero", word.span(), filled(keyword.whenZero(), keyword, owner, "0"), "write at least 1");
      return Optional.of(new Value.Whole(1));
    }
    return Optional.of(new Value.Whole(reading.number()));
  }

  private long clamped(Keyword keyword, Word word, long number) {
    long low = Long.parseLong(keyword.part(4));
    long high = Long.parseLong(keyword.part(5));
    if (number >= low && number <= high) {
      return number;
    }
    String process = keyword.name().substring(0, keyword.name().indexOf('_'));
    String bound = number < low ? " less than minimum " + low : " greater than maximum " + high;
    String setTo = number < low ? " - setting to minimum" : " - setting to maximum";
    diagnostics.error(
        "clamped",
        word.span(),
        process + " process real-time priority " + number + bound + setTo,
        "write a number between the two");
    return number < low ? low : high;
  }

  private Optional<Value> time(Keyword keyword, Word word, String owner, int decimals) {
    Reading reading = Quantities.time(word.text(), decimals, keyword.part(1), keyword.part(2));
    if (!reading.good()) {
      return bad(keyword, word, owner, reading.fault());
    }
    boolean milliseconds = keyword.kind() == ArgumentKind.MILLISECONDS;
    long micros = decimals == 6 || milliseconds ? reading.number() : reading.number() * 1_000;
    if (keyword.has("least") && micros == 0) {
      diagnostics.error(
          "zero",
          word.span(),
          filled(keyword.whenZero(), keyword, owner, "0"),
          "write a number above 0");
      return Optional.of(new Value.Time(1_000_000));
    }
    return Optional.of(new Value.Time(micros));
  }

  private Optional<Value> weight(Keyword keyword, List<Word> words, String owner) {
    Reading reading =
        Quantities.whole(
            words.get(1).text(), Long.parseLong(keyword.part(1)), Long.parseLong(keyword.part(2)));
    if (!reading.good()) {
      return bad(keyword, words.get(1), owner, reading.fault());
    }
    boolean reverse = words.size() > 2 && words.get(2).text().equals("reverse");
    boolean plain = words.size() < 3;
    plain |= !plain && keyword.has("noreverse") && words.get(2).text().equals("noreverse");
    if (!plain && !reverse) {
      diagnostics.add(
          Diagnostic.error(
                  "weight-option",
                  words.get(2).span(),
                  "unknown weight option " + words.get(2).text() + " - ignoring")
              .withHelp("write `reverse` or nothing"));
    }
    return Optional.of(new Value.Weighted((int) reading.number(), reverse));
  }

  private Optional<Value> word(Keyword keyword, List<Word> words, String owner) {
    Word word = words.get(1);
    if (keyword.has("alone")) {
      if (words.size() > 2) {
        error(
            "extra-word",
            words.get(2).span(),
            filled(keyword.whenMissing(), keyword, owner, ""),
            "write one word; put a value with spaces into double quotes");
        return Optional.empty();
      }
    } else if (!keyword.part(1).isEmpty()
        && word.text().length() > Integer.parseInt(keyword.part(1))) {
      return bad(keyword, word, owner, "it has more than " + keyword.part(1) + " characters");
    }
    return Optional.of(new Value.Text(word.text()));
  }

  private Optional<Value> words(Keyword keyword, List<Word> words, String owner) {
    if (!keyword.part(2).isEmpty()) {
      int charsMax = Integer.parseInt(keyword.part(2));
      for (Word word : words.subList(1, words.size())) {
        if (word.text().length() > charsMax) {
          return bad(keyword, word, owner, "it has more than " + charsMax + " characters");
        }
      }
    }
    return Optional.of(new Value.Texts(texts(words)));
  }

  private Optional<Value> interfaceName(Keyword keyword, Word word, String owner) {
    if (word.text().length() > INTERFACE_NAME_BYTES_MAX) {
      return bad(keyword, word, owner, "an interface's name has at most 15 characters");
    }
    return Optional.of(new Value.Text(word.text()));
  }

  private Optional<Value> address(Keyword keyword, Word word, String owner) {
    var address = IpAddress.parse(withoutLength(keyword, word));
    return address.isPresent()
        ? Optional.of(new Value.Address(address.get()))
        : bad(keyword, word, owner, "it is not an IPv4 or IPv6 address");
  }

  /** An address without the length of a prefix that keepalived passes over. */
  private String withoutLength(Keyword keyword, Word word) {
    int slash = word.text().indexOf('/');
    if (slash < 0 || !keyword.has("cut")) {
      return word.text();
    }
    String bare = word.text().substring(0, slash);
    if (IpAddress.parse(bare).isPresent()) {
      diagnostics.add(
          Diagnostic.advice(
                  "needless-prefix",
                  word.span(),
                  "`" + word.text().substring(slash) + "` has no effect here")
              .because("this is one host's address, not a network")
              .withHelp("write `" + keyword.name() + " " + bare + "`"));
    }
    return bare;
  }

  private Optional<Value> group(Keyword keyword, Word word, IpFamily family) {
    var address = IpAddress.parse(withoutLength(keyword, word));
    if (address.isEmpty() || address.get().family() != family) {
      return bad(keyword, word, "", "it is not an " + family + " address");
    }
    if (!address.get().isMulticast()) {
      return bad(keyword, word, "", "it is not a multicast group");
    }
    if (!address.get().isMulticastOnLink()) {
      return bad(keyword, word, "", "its scope is not the link (ff02)");
    }
    return Optional.of(new Value.Address(address.get()));
  }

  private Optional<Value> choice(Keyword keyword, Word word, String text, String owner) {
    String[] choices = keyword.part(1).split("\\|", -1);
    for (String choice : choices) {
      if (choice.equals(text)) {
        return Optional.of(new Value.Text(text));
      }
    }
    return bad(keyword, word, owner, "it takes " + String.join(", ", choices));
  }

  private Optional<Value> command(Keyword keyword, Statement statement, String owner) {
    String raw = statement.raw().text();
    int end = keywordEnd(raw);
    if (end < raw.length() && !Character.isWhitespace(raw.charAt(end))) {
      // The second splitting takes both for one word, so that the command is missing.
      diagnostics.add(
          Diagnostic.warning(
                  "glued-quote",
                  statement.words().get(1).span(),
                  "there is no space between the command and `"
                      + keyword.name()
                      + "`, so it is lost")
              .withHelp("put a space before the quote")
              .fixedBy(Fix.replacing(statement.words().get(1).span(), "\"", " \"")));
      return withoutArgument(keyword, statement, owner);
    }
    String rest = raw.substring(end);
    List<String> outer = CommandWords.outer(rest);
    if (isUnclosed(statement, rest, CommandWords.openQuote(rest))) {
      return Optional.empty();
    }
    if (outer.isEmpty()) {
      outer = texts(statement.words());
    }
    String text = outer.get(0);
    CommandWords.Arguments arguments = CommandWords.arguments(text);
    if (!keyword.name().equals("regex") && isUnclosed(statement, text, arguments.openQuote())) {
      return Optional.empty();
    }
    if (text.isBlank()) {
      boolean counts = keyword.name().endsWith("_script") && !keyword.name().contains("fifo");
      return counts
          ? bad(keyword, statement.words().get(1), owner, "the command is empty")
          : Optional.empty();
    }
    return Optional.of(
        new Value.CommandText(
            text,
            arguments.words(),
            outer.size() > 1 ? outer.get(1) : "",
            outer.size() > 2 ? outer.get(2) : ""));
  }

  /** Whether a quote within a command's text stays open; tells if so. */
  private boolean isUnclosed(Statement statement, String text, String quote) {
    if (!quote.isEmpty()) {
      diagnostics.add(
          Diagnostic.error(
                  "unterminated-quote",
                  statement.words().get(1).span(),
                  "String '" + text.strip() + "': missing terminating " + quote)
              .because("a quote within the command is not closed")
              .withHelp(
                  text.strip().startsWith("\\\"")
                      ? "write the quotes without backslashes"
                      : "close it with a second " + quote));
    }
    return !quote.isEmpty();
  }

  /** Where the keyword ends, which may itself be quoted. */
  private static int keywordEnd(String raw) {
    if (raw.startsWith("\"")) {
      return raw.indexOf('"', 1) + 1;
    }
    int end = 0;
    while (end < raw.length()
        && !Character.isWhitespace(raw.charAt(end))
        && raw.charAt(end) != '"') {
      end++;
    }
    return end;
  }

  /** Tells that the value is wrong, in keepalived's words and then in ours; gives no value. */
  Optional<Value> bad(Keyword keyword, Word word, String owner, String reason) {
    String template =
        keyword.whenBad().isEmpty() ? "{word} '{value}' invalid - ignoring" : keyword.whenBad();
    boolean unfilled =
        OddWord.standsForValue(word.text(), keyword.kind().content() == Content.NUMBER);
    String hint =
        unfilled
            ? "`" + word.text() + "` looks like a placeholder that was not replaced"
            : Spelling.oddLetter(word.text());
    var told =
        Diagnostic.error("bad-value", word.span(), filled(template, keyword, owner, word.text()))
            .because(hint.isEmpty() ? reason : reason + "; " + hint);
    diagnostics.add(ValueSuggestions.help(told, keyword, word, !unfilled));
    return Optional.empty();
  }

  /** A mistake in the words of a special form. */
  void tell(Diagnostic diagnostic) {
    diagnostics.add(diagnostic);
  }

  /** An ordinary mistake in the words of a special form. */
  void error(String code, SourceSpan span, String message, String help) {
    diagnostics.error(code, span, message, help);
  }

  /** Puts the names into one of the row's texts. */
  static String filled(String template, Keyword keyword, String owner, String value) {
    return template
        .replace("{word}", keyword.name())
        .replace("{name}", owner)
        .replace("{value}", value);
  }
}
