package dev.baton.config.read;

import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.keyword.Keyword.Effect;
import dev.baton.config.tree.Directive;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The words of a configuration that this version reads and does not act on yet, each once. */
final class NoEffect {

  private final Set<String> told = new HashSet<>();
  private final List<String> lines = new ArrayList<>();

  private NoEffect() {}

  /** One line for each such keyword, with the place where it stands first. */
  static List<String> of(List<Directive> nodes) {
    var collector = new NoEffect();
    collector.collect(nodes);
    return List.copyOf(collector.lines);
  }

  /** The line about one word. */
  static String line(String word, SourceSpan span) {
    return "keyword " + word + " at line " + span.line() + " has no effect yet";
  }

  private void collect(List<Directive> nodes) {
    for (Directive node : nodes) {
      String word = node.written();
      if (node.keyword().effect() != Effect.NOW) {
        if (told.add(word)) {
          lines.add(line(word, node.span()));
        }
      } else if (node instanceof Directive.Section section) {
        collect(section.body());
      }
    }
  }
}
