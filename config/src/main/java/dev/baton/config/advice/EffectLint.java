package dev.baton.config.advice;

import dev.baton.config.advice.Subject.Placed;
import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.keyword.Keyword.Effect;
import dev.baton.config.tree.Directive;
import dev.baton.core.model.InstanceConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Right words that this version does not act on yet. */
final class EffectLint implements Lint {

  @Override
  public void look(Subject subject, List<Diagnostic> found) {
    for (Placed instance : subject.instances()) {
      InstanceConfig config = instance.config();
      if (!config.heldBecause().isEmpty()) {
        found.add(
            Diagnostic.warning(
                    "instance-held",
                    instance.section().words().get(1).span(),
                    "(" + config.name() + ") this version keeps the instance in FAULT")
                .because(String.join("; ", config.heldBecause())));
      }
    }
    var words = new TreeSet<String>();
    var places = new ArrayList<SourceSpan>();
    collect(subject.reading().nodes(), words, places);
    if (!words.isEmpty()) {
      found.add(
          Diagnostic.note(
                  "no-effect-yet",
                  places.get(0),
                  "no effect in this version: " + String.join(", ", words))
              .because("they are read and checked; their features are not built yet"));
    }
  }

  private static void collect(List<Directive> nodes, Set<String> words, List<SourceSpan> places) {
    for (Directive node : nodes) {
      if (node.keyword().effect() == Effect.LATER) {
        words.add(node.keyword().name());
        places.add(node.span());
      } else if (node instanceof Directive.Section section) {
        collect(section.body(), words, places);
      }
    }
  }
}
