package dev.baton.cli.docs;

import dev.baton.config.keyword.Block;
import dev.baton.config.keyword.Keyword;
import java.util.List;

/** The manual of a word or a block as text for a terminal. */
final class KeywordPage {

  private static final String BOLD = "\u001b[1m";
  private static final String PLAIN = "\u001b[0m";
  private static final int LABEL_COLUMNS = 10;
  private static final int NAME_COLUMNS = 34;
  private static final int BLOCK_COLUMNS = 48;
  private static final int TEXT_COLUMNS = 76;

  private final Examples examples;
  private final Explanations explanations = Explanations.load();
  private final boolean colour;
  private final StringBuilder out = new StringBuilder(1024);

  KeywordPage(Examples examples, boolean colour) {
    this.examples = examples;
    this.colour = colour;
  }

  /** All that is known of a word in one block. */
  void keyword(Keyword keyword) {
    separate();
    heading(Wording.synopsis(keyword));
    out.append("  in ").append(place(keyword.block())).append("\n\n");
    out.append("  ").append(keyword.meaning()).append(".\n\n");
    explanations.of(keyword).forEach(this::paragraph);
    field("Argument", Wording.argumentInWords(keyword));
    field("Default", keyword.defaultText().equals("-") ? "" : keyword.defaultText());
    field("Repeated", Wording.repeatInWords(keyword));
    field("Effect", Wording.effectInWords(keyword));
    field("Standing", Wording.standing(keyword));
    field("Note", examples.whyNone(keyword));
    List<String> example = examples.of(keyword);
    if (!example.isEmpty()) {
      out.append("\n  Example\n");
      example.forEach(line -> out.append("    ").append(line).append('\n'));
    }
  }

  /** The words of a block, a line each. */
  void block(Block block, List<Keyword> keywords) {
    separate();
    heading("Keywords of " + place(block));
    for (Keyword keyword : keywords) {
      row(keyword.name(), NAME_COLUMNS, keyword.meaning());
    }
  }

  /** All blocks, a line each. */
  void blocks(Manual manual) {
    heading("Blocks");
    for (Block block : Block.values()) {
      int count = manual.keywords(block).size();
      row(
          Manual.withoutEntry(block),
          BLOCK_COLUMNS,
          count == 1 ? "1 keyword" : count + " keywords");
    }
    out.append(
        "\n`baton docs BLOCK` lists the keywords of a block, `baton docs WORD` explains one.\n");
  }

  String text() {
    return out.toString();
  }

  private static String place(Block block) {
    return block == Block.ROOT ? "the file itself, outside all blocks" : Manual.withoutEntry(block);
  }

  private void separate() {
    if (!out.isEmpty()) {
      out.append('\n');
    }
  }

  private void heading(String text) {
    out.append(colour ? BOLD + text + PLAIN : text).append('\n');
  }

  private void field(String label, String text) {
    if (!text.isEmpty()) {
      out.append("  ").append(label).repeat(' ', LABEL_COLUMNS - label.length());
      out.append(text).append('\n');
    }
  }

  private void paragraph(String text) {
    int column = 0;
    for (String word : text.split(" ", -1)) {
      boolean begins = column == 0 || column + 1 + word.length() > TEXT_COLUMNS;
      out.append(column == 0 ? "  " : begins ? "\n  " : " ").append(word);
      column = (begins ? 0 : column + 1) + word.length();
    }
    out.append("\n\n");
  }

  private void row(String name, int columns, String text) {
    out.append("  ").append(name).repeat(' ', Math.max(1, columns - name.length()));
    out.append(text).append('\n');
  }
}
