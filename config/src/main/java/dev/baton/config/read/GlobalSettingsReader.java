package dev.baton.config.read;

import dev.baton.config.text.Word;
import dev.baton.config.tree.Directive;
import dev.baton.core.model.GlobalSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects what global_defs says as it is written, for dumps. */
final class GlobalSettingsReader {

  private GlobalSettingsReader() {}

  /** The settings of a file. */
  static GlobalSettings read(List<Directive> nodes) {
    var arguments = new HashMap<String, List<String>>();
    for (Directive node : nodes) {
      if (node instanceof Directive.Setting setting) {
        put(setting, arguments);
      } else if (node instanceof Directive.Section section
          && section.keyword().name().equals("global_defs")) {
        section.body().forEach(inner -> put(inner, arguments));
      }
    }
    return new GlobalSettings(Map.copyOf(arguments));
  }

  private static void put(Directive node, Map<String, List<String>> arguments) {
    arguments.put(
        node.keyword().name(),
        switch (node) {
          case Directive.Setting setting ->
              texts(setting.words().subList(1, setting.words().size()));
          case Directive.Section section ->
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
}
