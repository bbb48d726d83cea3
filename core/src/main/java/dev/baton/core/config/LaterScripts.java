package dev.baton.core.config;

import dev.baton.core.config.CommandJudge.Candidate;
import dev.baton.core.config.CommandJudge.Purpose;
import dev.baton.core.config.diagnose.SourceSpan;
import dev.baton.core.config.parse.Node;
import dev.baton.core.config.parse.Value;
import dev.baton.core.config.text.Word;
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
  void judge(List<Node> nodes) {
    for (Node node : nodes) {
      if (node instanceof Node.Section section) {
        switch (section.keyword().name()) {
          case "virtual_server", "vrrp_sync_group" -> section(section);
          default -> {}
        }
      }
    }
  }

  private void section(Node.Section section) {
    for (Node node : section.body()) {
      if (node instanceof Node.Section inner) {
        section(inner);
      } else if (node instanceof Node.Setting setting
          && setting.value() instanceof Value.CommandText text
          && !setting.keyword().name().equals("regex")) {
        script(section, setting, text);
      }
    }
  }

  private void script(Node.Section section, Node.Setting setting, Value.CommandText text) {
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
