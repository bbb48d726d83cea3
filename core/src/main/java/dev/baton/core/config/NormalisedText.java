package dev.baton.core.config;

import dev.baton.core.config.parse.Node;
import dev.baton.core.config.parse.Value;
import dev.baton.core.config.text.Word;
import java.util.List;

/**
 * The text of a configuration with everything resolved: one statement on a line, quoted where it
 * must be, no comment. It reads as the same model. {@code baton show} prints it, and the router
 * gets it.
 */
final class NormalisedText {

  private final StringBuilder out = new StringBuilder();

  private NormalisedText() {}

  /** The text of these nodes. */
  static String print(List<Node> nodes) {
    var text = new NormalisedText();
    text.nodes(nodes, "");
    return text.out.toString();
  }

  private void nodes(List<Node> nodes, String indent) {
    for (Node node : nodes) {
      switch (node) {
        case Node.Setting setting -> setting(setting, indent);
        case Node.Section section -> section(section, indent);
      }
    }
  }

  private void setting(Node.Setting setting, String indent) {
    out.append(indent);
    if (setting.value() instanceof Value.CommandText) {
      // Commands have a splitting of their own; as they were written they read the same again.
      out.append(setting.raw());
    } else {
      words(setting.words());
    }
    out.append('\n');
  }

  private void section(Node.Section section, String indent) {
    out.append(indent);
    words(section.words());
    out.append(" {\n");
    nodes(section.body(), indent + "  ");
    for (Node.Line line : section.lines()) {
      out.append(indent).append("  ");
      words(line.words());
      out.append('\n');
    }
    out.append(indent).append("}\n");
  }

  private void words(List<Word> words) {
    for (int i = 0; i < words.size(); i++) {
      out.append(i == 0 ? "" : " ");
      word(words.get(i).text());
    }
  }

  private void word(String text) {
    boolean plain = !text.isEmpty();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      plain &= c > ' ' && c != '{' && c != '}' && c != '#' && c != '!';
    }
    if (plain) {
      out.append(text);
    } else {
      out.append('"').append(text).append('"');
    }
  }
}
