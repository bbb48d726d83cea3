package dev.baton.cli.docs;

import dev.baton.cli.Golden;
import dev.baton.cli.Roff;
import dev.baton.config.keyword.Block;
import dev.baton.config.keyword.Keyword;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The manual page baton.conf(5) and the web reference are what the keyword table says. */
final class ReferenceTest {

  private static final String FOLDER = "docs/manual/reference/";

  private static final String FIRST_HOST =
      """
      vrrp_instance web {
          state BACKUP
          interface eth0
          virtual_router_id 77
          priority 150
          virtual_ipaddress {
              192.0.2.10/24
          }
      }
      """;

  private final Manual manual = new Manual();
  private final Examples examples = Examples.load();
  private final Explanations explanations = Explanations.load();

  @Test
  void manualPageOfTheConfiguration() throws IOException {
    var page = new Roff("BATON.CONF", 5, "File formats");
    page.section("NAME").text("baton.conf - configuration of Baton, in the language of keepalived");
    page.section("SYNOPSIS").text("/etc/baton/baton.conf or /etc/keepalived/keepalived.conf");
    page.section("DESCRIPTION");
    page.text(
        "A statement is a line: a keyword and its arguments. Blocks are enclosed in braces. Outside"
            + " double quotes, # or ! begins a comment. A line has at most 1022 characters.");
    page.paragraph(
        "Below are all keywords, block by block: arguments, purpose, default, the meaning of a"
            + " second one in the same block, and an example. Keywords that have no effect in this"
            + " version yet say so. The command `baton docs WORD` prints the same.");
    page.section("EXAMPLE");
    page.text("One of two hosts that share 192.0.2.10; the other one has priority 100:");
    page.example(FIRST_HOST.lines().toList());
    page.section("KEYWORDS");
    for (Block block : Block.values()) {
      page.part(Manual.withoutEntry(block));
      for (Keyword keyword : manual.keywords(block)) {
        entry(page, keyword);
      }
    }
    page.section("SEE ALSO").text("baton(8)");
    Golden.check("packaging/image/share/man/man5/baton.conf.5", page.toString());
  }

  private void entry(Roff page, Keyword keyword) {
    page.item(Wording.synopsis(keyword), keyword.meaning() + ".");
    explanations.of(keyword).forEach(page::below);
    fields(keyword).forEach((label, text) -> page.detail(label + ": " + text));
    List<String> example = examples.of(keyword);
    if (!example.isEmpty()) {
      page.example(example);
    }
  }

  private Map<String, String> fields(Keyword keyword) {
    var fields = new TreeMap<String, String>();
    fields.put("Argument", Wording.argumentInWords(keyword));
    fields.put("Default", keyword.defaultText().equals("-") ? "" : keyword.defaultText());
    fields.put("Effect", keyword.effect() == Keyword.Effect.NOW ? "" : effect(keyword));
    fields.put("Note", examples.whyNone(keyword));
    fields.put("Repeated", Wording.repeatInWords(keyword));
    fields.put("Standing", Wording.standing(keyword));
    fields.values().removeIf(String::isEmpty);
    return fields;
  }

  private static String effect(Keyword keyword) {
    return Wording.effectInWords(keyword);
  }

  @Test
  void webReference() throws IOException {
    var index = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
    var blocks = new StringBuilder();
    for (Block block : Block.values()) {
      String file = fileName(block);
      String title = Manual.withoutEntry(block);
      blocks.append("| [").append(title).append("](").append(file).append(") | ");
      blocks.append(manual.keywords(block).size()).append(" |\n");
      for (Keyword keyword : manual.keywords(block)) {
        index
            .computeIfAbsent(keyword.name(), name -> new ArrayList<>())
            .add("[" + title + "](" + file + "#" + anchor(keyword) + ")");
      }
      Golden.check(FOLDER + file, blockPage(block));
    }
    var page = new StringBuilder();
    page.append("# Reference of the configuration\n\n");
    page.append("Every keyword of the language, from the table that the parser uses; ");
    page.append("`baton docs WORD` prints the same.\n\n| block | keywords |\n|---|---|\n");
    page.append(blocks).append("\n## All keywords\n\n| keyword | in |\n|---|---|\n");
    index.forEach(
        (word, places) ->
            page.append("| `")
                .append(word)
                .append("` | ")
                .append(String.join(", ", places))
                .append(" |\n"));
    Golden.check(FOLDER + "README.md", page.toString());
  }

  /** Lines of a block have a page of their own: some are called as a block with keywords is. */
  private static String fileName(Block block) {
    String lines = block.holdsKeywords() ? "" : "-lines";
    return Manual.withoutEntry(block).replaceAll("[()]", "").replace('/', '-') + lines + ".md";
  }

  private String blockPage(Block block) {
    var page = new StringBuilder();
    page.append("# ").append(Manual.withoutEntry(block)).append("\n\n");
    page.append("[All keywords](README.md)\n");
    for (Keyword keyword : manual.keywords(block)) {
      page.append("\n## `").append(keyword.name()).append("`\n\n");
      page.append("<a id=\"").append(anchor(keyword)).append("\"></a>\n\n");
      page.append("`").append(Wording.synopsis(keyword)).append("`\n\n");
      page.append(keyword.meaning()).append(".\n\n");
      explanations.of(keyword).forEach(text -> page.append(text).append("\n\n"));
      page.append("| | |\n|---|---|\n");
      fields(keyword)
          .forEach(
              (label, text) ->
                  page.append("| ")
                      .append(label)
                      .append(" | ")
                      .append(text.replace("|", "\\|"))
                      .append(" |\n"));
      List<String> example = examples.of(keyword);
      if (!example.isEmpty()) {
        page.append("\n```\n").append(String.join("\n", example)).append("\n```\n");
      }
    }
    return page.toString();
  }

  private static String anchor(Keyword keyword) {
    return "word-" + keyword.name().replaceAll("[^A-Za-z0-9_-]", "");
  }
}
