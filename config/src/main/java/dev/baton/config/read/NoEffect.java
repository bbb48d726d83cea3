package dev.baton.config.read;

import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.keyword.Keyword.Effect;
import dev.baton.config.text.Word;
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

  /** The words of a block that must not be ignored and cannot be obeyed yet, a line for each. */
  static List<String> holding(Directive.Section section) {
    var reasons = new ArrayList<String>();
    for (Directive node : section.body()) {
      boolean empty =
          node instanceof Directive.Section block
              && block.lines().isEmpty()
              && block.body().isEmpty();
      if (node.keyword().effect() == Effect.HOLDS && !empty) {
        reasons.add(line(node.keyword().name(), node.span()));
      }
    }
    return List.copyOf(reasons);
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
        if (word.startsWith("static_")) {
          collectLines(section.lines(), word);
        }
      }
    }
  }

  /** The word of a line that asks for more than its address, route or rule. */
  private void collectLines(List<Directive.Line> lines, String block) {
    String what = "track_group of " + subject(block);
    for (Directive.Line line : lines) {
      for (Word word : line.words()) {
        if (word.text().equals("track_group") && told.add(what)) {
          this.lines.add(line(what, word.span()));
        }
      }
    }
  }

  private static String subject(String block) {
    return switch (block) {
      case "static_routes" -> "a route";
      case "static_rules" -> "a rule";
      default -> "an address";
    };
  }
}
