package dev.baton.config.advice;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.tree.Directive;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Defaults that come after the instances that should have had them. */
final class OrderLint implements Lint {

  /** The words of global_defs that an instance copies where it stands. */
  private static final Set<String> COPIED =
      Set.of(
          "vrrp_version",
          "vrrp_strict",
          "vrrp_mcast_group4",
          "vrrp_mcast_group6",
          "vrrp_down_timer_adverts",
          "vrrp_lower_prio_no_advert",
          "vrrp_higher_prio_send_advert",
          "vrrp_owner_ignore_adverts",
          "vrrp_skip_check_adv_addr",
          "vrrp_garp_master_delay",
          "vrrp_garp_master_repeat",
          "vrrp_garp_master_refresh",
          "vrrp_garp_master_refresh_repeat",
          "vrrp_garp_lower_prio_delay",
          "vrrp_garp_lower_prio_repeat",
          "vrrp_garp_interval",
          "vrrp_gna_interval",
          "vrrp_min_garp",
          "vrrp_notify_priority_changes",
          "smtp_alert",
          "smtp_alert_vrrp");

  @Override
  public void look(Subject subject, List<Diagnostic> found) {
    SourceSpan instance = SourceSpan.NONE;
    Set<String> early = new HashSet<>();
    for (Directive node : subject.reading().nodes()) {
      if (!(node instanceof Directive.Section section)) {
        continue;
      }
      String word = section.keyword().name();
      if (word.equals("vrrp_instance") && !instance.hasLine()) {
        instance = section.span();
      } else if (word.equals("global_defs")) {
        late(section, instance, early, found);
      }
    }
  }

  private static void late(
      Directive.Section global, SourceSpan instance, Set<String> early, List<Diagnostic> found) {
    for (Directive node : global.body()) {
      String word = node.keyword().name();
      if (!instance.hasLine()) {
        early.add(word);
      } else if (COPIED.contains(word) && !early.contains(word)) {
        found.add(
            Diagnostic.warning(
                    "late-default",
                    node.span(),
                    "`" + word + "` does not apply to the instances above it")
                .because("an instance takes only the defaults that precede it")
                .withHelp("move global_defs to the beginning of the file")
                .beside(instance, "the first instance"));
        return;
      }
    }
  }
}
