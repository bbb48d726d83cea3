package dev.baton.config.line;

import dev.baton.config.diagnose.Consequence;
import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.ExitClass;
import dev.baton.config.keyword.Block;
import dev.baton.config.keyword.Keyword;
import dev.baton.config.keyword.KeywordTable;
import dev.baton.config.text.Word;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Quantities;
import java.util.List;
import java.util.Optional;

/**
 * The words of one line while they are read from left to right. A keyword that lacks its word ends
 * the line, as it ends keepalived.
 */
final class LineWords {

  private final List<Word> words;
  private final Block block;
  private final Diagnostics diagnostics;

  /** The last word that was no argument. */
  private String keyword = "";

  private int at;
  private boolean wrong;

  LineWords(Directive.Line line, Block block, Diagnostics diagnostics) {
    this.words = line.words();
    this.block = block;
    this.diagnostics = diagnostics;
  }

  boolean hasNext() {
    return at < words.size();
  }

  /** The next word, which there must be. */
  Word next() {
    keyword = words.get(at).text();
    return words.get(at++);
  }

  /** The next word without taking it; empty at the end. */
  String peek() {
    return hasNext() ? words.get(at).text() : "";
  }

  /** The word before the one that comes next. */
  Word last() {
    return words.get(at - 1);
  }

  /** Takes the next word if it is this one. */
  boolean skip(String word) {
    if (peek().equals(word)) {
      at++;
      return true;
    }
    return false;
  }

  /** The argument of the word before; an empty word, and told, if there is none. */
  String argument() {
    if (hasNext()) {
      return words.get(at++).text();
    }
    wrong = true;
    diagnostics.add(
        Diagnostic.error(
                "missing-word",
                last().span(),
                "*** Configuration line starting `"
                    + words.get(0).text()
                    + "` is missing a parameter after keyword `"
                    + keyword
                    + "` at word position "
                    + (at + 1))
            .weighing(ExitClass.MISSING_WORD)
            .withHelp(usage()));
    return "";
  }

  /** Whether a mistake has been found that makes the line useless. */
  boolean wrong() {
    return wrong;
  }

  /** Reports a mistake at the word before; the line stays. */
  void tell(String message) {
    tell(message, usage());
  }

  /** How the last keyword is written. */
  private String usage() {
    Optional<Keyword> row = new KeywordTable().find(block, keyword);
    if (row.isPresent() && !row.get().usage().isEmpty()) {
      return "write `" + keyword + " " + row.get().usage() + "`";
    }
    String lines = block == Block.ROUTE_LINE ? "virtual_routes" : "virtual_rules";
    return "`baton docs " + lines + "` lists the words of such a line";
  }

  /** The same with what to write instead. */
  void tell(String message, String help) {
    if (!wrong) {
      diagnostics.add(
          Diagnostic.error("line-option", last().span(), message)
              .withHelp(help)
              .consequenceOf(new Consequence.OfSameLine()));
    }
  }

  /** Reports a mistake at the word before that makes the line useless. */
  void refuse(String message) {
    refuse(message, usage());
  }

  /** The same with what to write instead. */
  void refuse(String message, String help) {
    tell(message, help);
    wrong = true;
  }

  /** A whole number as the argument; 0, and the line refused with that message, if it is none. */
  long number(long least, long greatest, String message) {
    String word = argument();
    var number = Quantities.whole(word, least, greatest);
    if (!wrong && !number.good()) {
      refuse(message.replace("{value}", word));
    }
    return wrong ? 0 : number.number();
  }

  /** One of these words as the argument; an empty one, and the line refused, if it is another. */
  String choice(List<String> choices, String message) {
    String word = argument();
    if (!wrong && !choices.contains(word)) {
      refuse(message.replace("{value}", word));
    }
    return wrong ? "" : word;
  }
}
