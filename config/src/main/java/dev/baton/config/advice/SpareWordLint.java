package dev.baton.config.advice;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.keyword.Keyword;
import dev.baton.config.keyword.KeywordTable;
import dev.baton.config.text.Word;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Spelling;
import dev.baton.config.tree.Value;
import java.util.List;

/** Words after a value, which keepalived passes over in silence: they were meant for something. */
final class SpareWordLint implements Lint {

  @Override
  public void look(Subject subject, List<Diagnostic> found) {
    var table = new KeywordTable();
    subject.eachSetting(
        setting -> {
          if (setting.value() instanceof Value.CommandText text) {
            command(setting, text, found);
          } else {
            spare(setting, table, found);
          }
        });
  }

  private static void spare(Directive.Setting setting, KeywordTable table, List<Diagnostic> found) {
    Keyword keyword = setting.keyword();
    // Who must stand alone is reported where it is read.
    int taken = keyword.has("alone") ? -1 : keyword.kind().wordsMax();
    if (taken < 0 || setting.words().size() <= taken + 1) {
      return;
    }
    Word spare = setting.words().get(taken + 1);
    String name = keyword.name();
    var told =
        Diagnostic.warning("spare-word", spare.span(), "`" + spare.text() + "` has no effect here")
            .because(
                taken == 0
                    ? "`" + name + "` takes no value; if it is present, it is on"
                    : "`" + name + "` takes " + (taken == 1 ? "one word" : taken + " words"));
    String comment = Spelling.comment(spare.text());
    if (!comment.isEmpty()) {
      found.add(told.withHelp(comment));
    } else if (table.find(keyword.block(), spare.text()).isPresent()) {
      found.add(told.withHelp("write `" + spare.text() + "` on a line of its own"));
    } else {
      found.add(told.withHelp(taken == 0 ? "delete the line to switch it off" : "delete it"));
    }
  }

  /** A tracked script's user stands on a line of its own, so that nothing may follow here. */
  private static void command(
      Directive.Setting setting, Value.CommandText text, List<Diagnostic> found) {
    boolean tracked = setting.keyword().name().equals("script");
    if (!tracked || text.user().isEmpty()) {
      return;
    }
    found.add(
        Diagnostic.warning(
                "spare-word", setting.argumentSpan(), "only the word `" + text.text() + "` is run")
            .because("without quotes a command is one word")
            .withHelp("put the command and its arguments into double quotes"));
  }
}
