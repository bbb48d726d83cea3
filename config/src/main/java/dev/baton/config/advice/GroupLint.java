package dev.baton.config.advice;

import dev.baton.config.advice.Subject.Placed;
import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.tree.Directive;
import dev.baton.core.model.InstanceConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Members of a sync group that pull into different directions. */
final class GroupLint implements Lint {

  @Override
  public void look(Subject subject, List<Diagnostic> found) {
    var instances = new HashMap<String, Placed>();
    subject.instances().forEach(placed -> instances.put(placed.config().name(), placed));
    for (Directive.Section group : subject.sections("vrrp_sync_group")) {
      List<Placed> members = members(group, instances);
      var differing = new Differing(group.name(), members, found);
      differing.tell("group-state", "state", i -> i.vrrp().wantsMaster());
      differing.tell("group-preempt", "nopreempt", i -> i.vrrp().preempt());
    }
  }

  private static List<Placed> members(Directive.Section group, Map<String, Placed> instances) {
    var members = new ArrayList<Placed>();
    for (Directive.Section block : group.sections("group")) {
      for (Directive.Line line : block.lines()) {
        Placed member = instances.get(line.text(0));
        if (member != null) {
          members.add(member);
        }
      }
    }
    return members;
  }

  /** Reports the first member that differs from the first of all. */
  private record Differing(String group, List<Placed> members, List<Diagnostic> found) {

    void tell(String code, String word, Predicate<InstanceConfig> trait) {
      for (Placed member : members) {
        Placed first = members.getFirst();
        if (trait.test(member.config()) != trait.test(first.config())) {
          found.add(
              Diagnostic.warning(
                      code,
                      span(member, word),
                      "("
                          + group
                          + ") "
                          + word
                          + " differs between "
                          + first.config().name()
                          + " and "
                          + member.config().name())
                  .because("the members of a sync group move together")
                  .withHelp("give all members of the group the same " + word)
                  .beside(span(first, word), "different here"));
          return;
        }
      }
    }

    private static SourceSpan span(Placed member, String word) {
      return member.setting(word).map(Directive.Setting::span).orElse(member.section().span());
    }
  }
}
