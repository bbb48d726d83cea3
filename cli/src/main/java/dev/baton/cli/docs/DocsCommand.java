package dev.baton.cli.docs;

import dev.baton.cli.command.Command;
import dev.baton.cli.command.Exit;
import dev.baton.cli.command.Terminal;
import dev.baton.config.keyword.Block;
import dev.baton.config.keyword.Keyword;
import dev.baton.config.tree.Spelling;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Explains a word of the configuration language. */
public final class DocsCommand implements Command {

  /** The manual of all words. */
  public DocsCommand() {}

  @Override
  public String name() {
    return "docs";
  }

  @Override
  public String summary() {
    return "Explain a keyword of the configuration, with an example";
  }

  @Override
  public CommandSpec words() {
    CommandSpec spec = CommandSpec.create();
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("WORD")
            .arity("0..1")
            .type(String.class)
            .description("A keyword, BLOCK.KEYWORD, or a block; without it, the blocks are listed.")
            .build());
    spec.usageMessage()
        .footer(
            "",
            "Exit code: 0, or 1 if there is no such keyword.",
            "",
            "Examples:",
            "  baton docs priority",
            "  baton docs virtual_server.quorum",
            "  baton docs vrrp_instance");
    return spec;
  }

  @Override
  public int run(ParseResult words, Terminal terminal) {
    var manual = new Manual();
    var page = new KeywordPage(Examples.load(), terminal.colour());
    String asked = words.matchedPositionalValue(0, "");
    // A block with the dot behind which its word would stand is the block.
    String question = asked.endsWith(".") ? asked.substring(0, asked.length() - 1) : asked;
    if (question.isEmpty()) {
      page.blocks(manual);
    } else {
      List<Keyword> found = manual.find(question);
      found.forEach(page::keyword);
      for (Block block : manual.blocks(question)) {
        page.block(block, manual.keywords(block));
      }
    }
    if (page.text().isEmpty()) {
      terminal.err("baton docs: there is no keyword `" + question + "`" + hint(manual, question));
      return Exit.NO;
    }
    terminal.out(page.text());
    return Exit.OK;
  }

  private static String hint(Manual manual, String question) {
    List<String> longer = manual.beginningWith(question);
    if (!longer.isEmpty()) {
      return "; keywords that begin with it: " + Spelling.few(longer) + "\n";
    }
    String guess = manual.guess(question);
    return guess.isEmpty() ? "\n" : "; did you mean `" + guess + "`?\n";
  }
}
