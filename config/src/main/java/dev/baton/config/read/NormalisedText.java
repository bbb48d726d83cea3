package dev.baton.config.read;

import dev.baton.config.diagnose.SourceFile;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.text.PlacedLine;
import dev.baton.config.text.Word;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Value;
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
  static String print(List<Directive> nodes) {
    return print(nodes, false, SectionRemarks.NONE);
  }

  /** The same, each line with the place in the operator's file that it came from. */
  static String printWithPlaces(List<Directive> nodes) {
    return print(nodes, true, SectionRemarks.NONE);
  }

  /** The same, each block of keywords with remarks at its end, as comments. */
  static String printWithRemarks(List<Directive> nodes, SectionRemarks remarks) {
    return print(nodes, false, remarks);
  }

  /** All but the load balancer's blocks. */
  static List<Directive> routerPart(List<Directive> nodes) {
    var kept = new ArrayList<Directive>(nodes.size());
    for (Directive node : nodes) {
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

  private static String print(List<Directive> nodes, boolean withPlaces, SectionRemarks remarks) {
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

  private void nodes(List<Directive> nodes, String indent) {
    for (Directive node : nodes) {
      // No pattern switch: its bootstrap would cost more than the whole text at a start.
      if (node instanceof Directive.Setting setting) {
        setting(setting, indent);
      } else if (node instanceof Directive.Section section) {
        section(section, indent);
      }
    }
  }

  private void setting(Directive.Setting setting, String indent) {
    out.append(indent);
    if (setting.value() instanceof Value.CommandText) {
      // Commands have a splitting of their own; as they were written they read the same again.
      out.append(setting.raw());
    } else {
      words(setting.words());
    }
    endLine(setting.span());
  }

  private void section(Directive.Section section, String indent) {
    out.append(indent);
    words(section.words());
    out.append(" {");
    endLine(section.span());
    nodes(section.body(), indent + "  ");
    for (String remark : remarks.of(section)) {
      out.append(indent).append("  # ").append(remark).append('\n');
    }
    for (Directive.Line line : section.lines()) {
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
