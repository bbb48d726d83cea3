package dev.baton.cli.docs;

import dev.baton.cli.command.ModuleText;
import dev.baton.config.keyword.Keyword;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * More than a sentence on the words that decide who is master. They stand in {@code
 * explanations.txt}, not in the keyword table, which the daemon keeps in memory.
 */
final class Explanations {

  private final Map<String, List<String>> paragraphs = new HashMap<>();

  private Explanations() {}

  static Explanations load() {
    var explanations = new Explanations();
    explanations.take(ModuleText.of(Explanations.class, "explanations.txt").split("\n", -1));
    return explanations;
  }

  /** A line {@code = BLOCK WORD, ...}, then paragraphs; an empty line ends one. */
  private void take(String... lines) {
    List<String> current = new ArrayList<>();
    var paragraph = new StringBuilder();
    for (String line : lines) {
      boolean heads = line.startsWith("= ");
      if ((heads || line.isEmpty()) && !paragraph.isEmpty()) {
        current.add(paragraph.toString());
        paragraph.setLength(0);
      }
      if (heads) {
        current = new ArrayList<>();
        for (String name : line.substring(2).split(", ", -1)) {
          paragraphs.put(name, current);
        }
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        paragraph.append(paragraph.isEmpty() ? "" : " ").append(line);
      }
    }
  }

  /** What is written down, each as its block's title, a blank and its word. */
  Set<String> written() {
    return Set.copyOf(paragraphs.keySet());
  }

  /** The paragraphs on a word; none for most. */
  List<String> of(Keyword keyword) {
    return paragraphs.getOrDefault(keyword.block().title() + " " + keyword.name(), List.of());
  }
}
