package dev.baton.config.advice;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.keyword.Keyword.Repeat;
import dev.baton.config.text.Word;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Placeholder;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Words that are no values yet, or not what they look like: templates that nobody filled in,
 * letters of another alphabet, invisible blanks; and a line that a later one makes void.
 */
final class WordLint implements Lint {

  @Override
  public void look(Subject subject, List<Diagnostic> found) {
    subject.eachSetting(
        new Subject.Visitor() {
          @Override
          public void setting(Directive.Setting setting) {
            words(setting.words(), found);
          }

          @Override
          public void section(Directive.Section section) {
            words(section.words(), found);
            section.lines().forEach(line -> words(line.words(), found));
            repeated(section, found);
          }
        });
  }

  private static void words(List<Word> words, List<Diagnostic> found) {
    for (Word word : words) {
      String text = word.text();
      if (Placeholder.isOne(text)) {
        found.add(
            Diagnostic.warning(
                    "placeholder",
                    word.span(),
                    "`" + text + "` looks like a placeholder that was not replaced")
                .withHelp("write the value"));
        return;
      }
      if (isVariable(text)) {
        found.add(
            Diagnostic.warning("undefined-variable", word.span(), "`" + text + "` is not defined")
                .because("it stands for itself, dollar sign and all")
                .withHelp("define it before its use: `" + text + "=VALUE`"));
        return;
      }
      oddLetter(word, found);
    }
  }

  private static boolean isVariable(String text) {
    if (text.length() < 2 || text.charAt(0) != '$') {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
      if (!letter && !(i > 1 && c >= '0' && c <= '9')) {
        return false;
      }
    }
    return true;
  }

  /** A word of two alphabets, or with a blank or a quote that is no ASCII. */
  private static void oddLetter(Word word, List<Diagnostic> found) {
    String text = word.text();
    boolean latin = false;
    int odd = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      latin |= (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean lookalike = c >= 0x370 && c <= 0x52F;
      if (odd < 0 && (lookalike || isInvisible(c) || (c >= 0x2018 && c <= 0x201F))) {
        odd = i;
      }
    }
    boolean alone = odd >= 0 && !latin && text.charAt(odd) <= 0x52F;
    if (odd < 0 || alone) {
      return;
    }
    char c = text.charAt(odd);
    String kind =
        isInvisible(c)
            ? "an invisible blank"
            : c >= 0x2018 ? "a typographic quote" : c >= 0x400 ? "Cyrillic" : "Greek";
    found.add(
        Diagnostic.warning(
                "odd-letter",
                word.span(),
                "letter " + (odd + 1) + " of `" + text + "` is " + kind + ", " + codePoint(c))
            .because("it looks like another and is none")
            .withHelp("type the word anew"));
  }

  private static boolean isInvisible(char c) {
    return c == 0xA0 || c == 0x3000 || (c >= 0x2000 && c <= 0x200F) || c == 0x2060 || c == 0xFEFF;
  }

  private static String codePoint(char c) {
    String digits = Integer.toHexString(c).toUpperCase(Locale.ROOT);
    return "U+" + "0".repeat(4 - digits.length()) + digits;
  }

  /** A setting of which the last one counts, given twice with different values. */
  private static void repeated(Directive.Section section, List<Diagnostic> found) {
    Map<String, Directive.Setting> given = new HashMap<>();
    for (Directive node : section.body()) {
      if (!(node instanceof Directive.Setting setting)
          || setting.keyword().repeat() != Repeat.LAST) {
        continue;
      }
      String word = setting.keyword().name();
      Directive.Setting before = given.put(word, setting);
      if (before == null || before.value().equals(setting.value())) {
        continue;
      }
      found.add(
          Diagnostic.warning("given-twice", before.span(), "this `" + word + "` does not count")
              .because("a later line of the same block replaces it")
              .withHelp("delete one of the two")
              .beside(setting.span(), "this one counts"));
    }
  }
}
