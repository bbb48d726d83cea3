package dev.baton.config.advice;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.tree.Directive;
import java.util.List;

/** Mails that are asked for and can never leave. */
final class MailLint implements Lint {

  @Override
  public void look(Subject subject, List<Diagnostic> found) {
    boolean server = subject.global("smtp_server").isPresent();
    boolean recipients = false;
    for (Directive.Section global : subject.sections("global_defs")) {
      for (Directive.Section block : global.sections("notification_email")) {
        recipients |= !block.lines().isEmpty();
        if (!server && !block.lines().isEmpty()) {
          found.add(
              Diagnostic.warning(
                      "no-mail-server", block.span(), "no mail is sent without a smtp_server")
                  .withHelp("write `smtp_server ADDRESS` in global_defs"));
        }
      }
    }
    boolean told = recipients;
    for (Directive.Section instance : subject.sections("vrrp_instance")) {
      var alert = instance.last("smtp_alert");
      if (alert.isPresent() && alert.get().on() && !told) {
        told = true;
        found.add(
            Diagnostic.warning(
                    "no-mail-recipient", alert.get().span(), "smtp_alert has no recipient")
                .withHelp("write `notification_email { NAME@HOST }` in global_defs"));
      }
    }
  }
}
