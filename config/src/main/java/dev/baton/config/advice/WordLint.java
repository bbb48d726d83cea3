package dev.baton.config.advice;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.keyword.Keyword.Repeat;
import dev.baton.config.text.Word;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.OddWord;
import java.util.HashMap;
import java.util.List;
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
      if (OddWord.isMark(text)) {
        found.add(
            Diagnostic.warning(
                    "placeholder",
                    word.span(),
                    "`" + text + "` looks like a placeholder that was not replaced")
                .withHelp("write the value"));
        return;
      }
      var variable = OddWord.variable(text);
      if (variable.isPresent() && text.equals("$" + variable.get().name())) {
        found.add(
            Diagnostic.warning("undefined-variable", word.span(), "`" + text + "` is not defined")
                .because("it is used literally, dollar sign included")
                .withHelp("define it before it is used: `" + text + "=VALUE`"));
        return;
      }
      oddLetter(word, found);
    }
  }

  /** A word of two alphabets, or with a blank or a quote that is no ASCII. */
  private static void oddLetter(Word word, List<Diagnostic> found) {
    var letter = OddWord.deceivingLetter(word.text());
    if (letter.isPresent()) {
      String what = letter.get().toString().replaceFirst(" is ", " of `" + word.text() + "` is ");
      found.add(
          Diagnostic.warning("odd-letter", word.span(), what)
              .because("it looks like another letter or sign, but is not the same")
              .withHelp("type the word again"));
    }
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
          Diagnostic.warning("given-twice", before.span(), "this `" + word + "` is ignored")
              .because("a later line of the same block replaces it")
              .withHelp("delete one of the two")
              .beside(setting.span(), "this one counts"));
    }
  }
}
