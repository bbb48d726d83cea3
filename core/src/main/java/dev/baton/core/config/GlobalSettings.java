package dev.baton.core.config;

import dev.baton.core.config.parse.Node;
import dev.baton.core.config.text.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of global_defs as they stand in the file, for whoever shows them: the arguments of
 * the last statement of each word that was found right.
 */
public record GlobalSettings(Map<String, List<String>> arguments) {

  /** A file without global_defs. */
  public static final GlobalSettings NONE = new GlobalSettings(Map.of());

  static GlobalSettings of(List<Node> nodes) {
    var arguments = new HashMap<String, List<String>>();
    for (Node node : nodes) {
      if (node instanceof Node.Setting setting) {
        put(setting, arguments);
      } else if (node instanceof Node.Section section
          && section.keyword().name().equals("global_defs")) {
        section.body().forEach(inner -> put(inner, arguments));
      }
    }
    return new GlobalSettings(Map.copyOf(arguments));
  }

  private static void put(Node node, Map<String, List<String>> arguments) {
    arguments.put(
        node.keyword().name(),
        switch (node) {
          case Node.Setting setting -> texts(setting.words().subList(1, setting.words().size()));
          case Node.Section section ->
              section.lines().stream().map(line -> String.join(" ", texts(line.words()))).toList();
        });
  }

  private static List<String> texts(List<Word> words) {
    var texts = new ArrayList<String>(words.size());
    for (Word word : words) {
      texts.add(word.text());
    }
    return List.copyOf(texts);
  }

  /** Whether the word stands in the file. */
  public boolean has(String word) {
    return arguments.containsKey(word);
  }

  /** Its arguments; none if it is not there. */
  public List<String> all(String word) {
    return arguments.getOrDefault(word, List.of());
  }

  /** Its first argument. */
  public String text(String word, String otherwise) {
    List<String> given = all(word);
    return given.isEmpty() ? otherwise : given.get(0);
  }

  /** On or off: off if it is not there, on if it stands alone. */
  public boolean on(String word) {
    return has(word) && List.of("on", "true", "yes").contains(text(word, "on"));
  }
}
