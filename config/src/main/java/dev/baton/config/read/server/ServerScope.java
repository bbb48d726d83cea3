package dev.baton.config.read.server;

import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.read.scope.BlockScope;
import dev.baton.config.read.scope.CommandJudge.Candidate;
import dev.baton.config.read.scope.CommandJudge.Purpose;
import dev.baton.config.read.track.TrackerReader;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Value;
import dev.baton.core.model.Command;
import dev.baton.core.model.ServiceGroup;
import java.util.Map;
import java.util.Optional;

/**
 * What the readers of servers see beside their blocks.
 *
 * @param groups those defined before
 * @param trackers the BFD sessions that checkers may name
 */
record ServerScope(BlockScope scope, Map<String, ServiceGroup> groups, TrackerReader trackers) {

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
