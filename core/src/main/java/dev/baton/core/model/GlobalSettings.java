package dev.baton.core.model;

import java.util.List;
import java.util.Map;

/**
 * The settings of global_defs as they stand in the file, for whoever shows them: the arguments of
 * the last statement of each word that was found right.
 */
public record GlobalSettings(Map<String, List<String>> arguments) {

  /** A file without global_defs. */
  public static final GlobalSettings NONE = new GlobalSettings(Map.of());

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
