package dev.baton.config.read;

import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.read.CommandJudge.Candidate;
import dev.baton.config.read.CommandJudge.Purpose;
import dev.baton.config.text.Word;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Value;
import java.util.List;

/**
 * Judges the scripts of the parts that this version does not run: an unsafe script is one whether
 * or not its checker runs today.
 */
final class LaterScripts {

  private final CommandJudge judge;

  LaterScripts(CommandJudge judge) {
    this.judge = judge;
  }

  /** Judges all scripts of virtual servers and sync groups. */
  void judge(List<Directive> nodes) {
    for (Directive node : nodes) {
      if (node instanceof Directive.Section section) {
        switch (section.keyword().name()) {
          case "virtual_server", "vrrp_sync_group" -> section(section);
          default -> {}
        }
      }
    }
  }

  private void section(Directive.Section section) {
    for (Directive node : section.body()) {
      if (node instanceof Directive.Section inner) {
        section(inner);
      } else if (node instanceof Directive.Setting setting
          && setting.value() instanceof Value.CommandText text
          && !setting.keyword().name().equals("regex")) {
        script(section, setting, text);
      }
    }
  }

  private void script(
      Directive.Section section, Directive.Setting setting, Value.CommandText text) {
    boolean check = setting.keyword().name().equals("misc_path");
    SourceSpan span = setting.argumentSpan();
    var candidate =
        new Candidate(text, check ? Purpose.CHECK : Purpose.NOTIFY, setting.keyword().name(), span);
    var user = section.last("user");
    if (check) {
      List<Word> words = user.isPresent() ? user.get().words() : List.of();
      candidate = candidate.runBy(words, user.isPresent() ? user.get().argumentSpan() : span);
    }
    judge.judge(candidate);
  }
}
