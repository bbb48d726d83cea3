package dev.baton.config.read.server;

import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.read.scope.BlockScope;
import dev.baton.config.read.scope.CommandJudge.Candidate;
import dev.baton.config.read.scope.CommandJudge.Purpose;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Value;
import dev.baton.core.model.Command;
import dev.baton.core.model.ServiceGroup;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the readers of servers see beside their blocks.
 *
 * @param groups those defined before
 * @param sessions the names of the BFD sessions before that checkers may follow
 */
record ServerScope(BlockScope scope, Map<String, ServiceGroup> groups, Set<String> sessions) {

  /** The command to run on an event, if that word names one that may run. */
  Optional<Command> notification(Directive.Section section, String word) {
    var setting = section.last(word);
    if (setting.isEmpty() || !(setting.get().value() instanceof Value.CommandText text)) {
      return Optional.empty();
    }
    SourceSpan span = setting.get().argumentSpan();
    return scope.judge().judge(new Candidate(text, Purpose.NOTIFY, word, span));
  }

  /** Whether a server's changes are mailed: its own word, else what is said of all. */
  boolean alerts(Directive.Section section, boolean otherwise) {
    var global = scope.global();
    boolean general = global.on("smtp_alert_checker", global.on("smtp_alert", otherwise));
    return section.on("smtp_alert", general);
  }
}
