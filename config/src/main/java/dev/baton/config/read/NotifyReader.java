package dev.baton.config.read;

import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.read.scope.BlockScope;
import dev.baton.config.read.scope.CommandJudge.Candidate;
import dev.baton.config.read.scope.CommandJudge.Purpose;
import dev.baton.config.read.scope.GlobalScope;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Value;
import dev.baton.core.model.Command;
import dev.baton.core.model.NotifyConfig;
import java.util.Optional;

/** Reads to whom an instance or a sync group reports its state. */
final class NotifyReader {

  private final Directive.Section section;
  private final BlockScope scope;
  private final GlobalScope global;

  NotifyReader(Directive.Section section, BlockScope scope) {
    this.section = section;
    this.scope = scope;
    this.global = scope.global();
  }

  /** The scripts that may run, and the rest; what may not has been told. */
  NotifyConfig read() {
    var deleted = section.last("notify_deleted");
    boolean bare = deleted.isPresent() && !(deleted.get().value() instanceof Value.CommandText);
    return new NotifyConfig(
        script("notify_master"),
        script("notify_backup"),
        script("notify_fault"),
        script("notify_stop"),
        bare ? Optional.empty() : script("notify_deleted"),
        script("notify_master_rx_lower_pri"),
        script("notify"),
        bare,
        on("notify_priority_changes", "vrrp_notify_priority_changes"),
        on("smtp_alert", "smtp_alert_vrrp") || (!section.has("smtp_alert") && alertsByDefault()));
  }

  private boolean alertsByDefault() {
    return !global.has("smtp_alert_vrrp") && global.on("smtp_alert");
  }

  private boolean on(String own, String general) {
    return section.on(own, global.on(general));
  }

  private Optional<Command> script(String word) {
    var setting = section.last(word);
    if (setting.isEmpty() || !(setting.get().value() instanceof Value.CommandText text)) {
      return Optional.empty();
    }
    SourceSpan span = setting.get().argumentSpan();
    return scope.judge().judge(new Candidate(text, Purpose.NOTIFY, word, span));
  }
}
