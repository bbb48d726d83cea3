package dev.baton.core.config;

import dev.baton.core.config.diagnose.SourceFile;
import dev.baton.core.config.diagnose.SourceSpan;
import dev.baton.core.config.parse.Node;
import dev.baton.core.config.parse.Value;
import dev.baton.core.config.text.PlacedLine;
import dev.baton.core.config.text.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of a configuration with everything resolved: one statement on a line, quoted where it
 * must be, no comment. It reads as the same model. {@code baton show} prints it, and the router
 * gets it.
 */
final class NormalisedText {

  /** Outside quotes: a block, a comment, a condition, a loop, a variable. */
  private static final String SPECIAL = "{}#!@~$";

  private final StringBuilder out = new StringBuilder();
  private final boolean withPlaces;

  /** That of the line before. */
  private SourceFile file = SourceFile.NONE;

  private final SectionRemarks remarks;

  private NormalisedText(boolean withPlaces, SectionRemarks remarks) {
    this.withPlaces = withPlaces;
    this.remarks = remarks;
  }

  /** The text of these nodes. */
  static String print(List<Node> nodes) {
    return print(nodes, false, SectionRemarks.NONE);
  }

  /** The same, each line with the place in the operator's file that it came from. */
  static String printWithPlaces(List<Node> nodes) {
    return print(nodes, true, SectionRemarks.NONE);
  }

  /** The same, each block of keywords with remarks at its end, as comments. */
  static String printWithRemarks(List<Node> nodes, SectionRemarks remarks) {
    return print(nodes, false, remarks);
  }

  /** All but the load balancer's blocks. */
  static List<Node> routerPart(List<Node> nodes) {
    var kept = new ArrayList<Node>(nodes.size());
    for (Node node : nodes) {
      boolean balancer =
          switch (node.keyword().name()) {
            case "virtual_server", "virtual_server_group", "SSL" -> true;
            default -> false;
          };
      if (!balancer) {
        kept.add(node);
      }
    }
    return kept;
  }

  private static String print(List<Node> nodes, boolean withPlaces, SectionRemarks remarks) {
    var text = new NormalisedText(withPlaces, remarks);
    text.nodes(nodes, "");
    return text.out.toString();
  }

  private void endLine(SourceSpan span) {
    if (withPlaces) {
      out.append(PlacedLine.mark(span, file));
      file = span.file();
    }
    out.append('\n');
  }

  private void nodes(List<Node> nodes, String indent) {
    for (Node node : nodes) {
      // No pattern switch: its bootstrap would cost more than the whole text at a start.
      if (node instanceof Node.Setting setting) {
        setting(setting, indent);
      } else if (node instanceof Node.Section section) {
        section(section, indent);
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
    endLine(setting.span());
  }

  private void section(Node.Section section, String indent) {
    out.append(indent);
    words(section.words());
    out.append(" {");
    endLine(section.span());
    nodes(section.body(), indent + "  ");
    for (String remark : remarks.of(section)) {
      out.append(indent).append("  # ").append(remark).append('\n');
    }
    for (Node.Line line : section.lines()) {
      out.append(indent).append("  ");
      words(line.words());
      endLine(line.span());
    }
    out.append(indent).append('}');
    endLine(section.span());
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
      plain &= c > ' ' && SPECIAL.indexOf(c) < 0;
    }
    if (plain) {
      out.append(text);
    } else {
      out.append('"').append(text).append('"');
    }
  }
}
