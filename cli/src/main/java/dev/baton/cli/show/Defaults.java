package dev.baton.cli.show;

import dev.baton.config.keyword.Block;
import dev.baton.config.keyword.Keyword;
import dev.baton.config.keyword.KeywordTable;
import dev.baton.config.read.SectionRemarks;
import dev.baton.config.tree.Directive;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a block does not say, and what holds therefore. */
final class Defaults implements SectionRemarks {

  private static final Set<String> NOTHING = Set.of("", "-", "none", "required");

  private final KeywordTable table = new KeywordTable();

  @Override
  public List<String> of(Directive.Section section) {
    // A block of lines has none.
    if (section.block() == Block.ROOT) {
      return List.of();
    }
    Set<String> said = new HashSet<>();
    section.body().forEach(node -> said.add(node.keyword().name()));
    var remarks = new ArrayList<String>();
    for (Keyword keyword : table.keywords(section.block())) {
      if (!said.contains(keyword.name()) && holdsUnsaid(keyword)) {
        remarks.add(keyword.name() + " " + keyword.defaultText());
      }
    }
    return remarks;
  }

  /** An alias has no default of its own, nor has a word that is retired. */
  private static boolean holdsUnsaid(Keyword keyword) {
    String state = keyword.state();
    boolean former = state.contains("alias") || state.contains("deprecated");
    return !former && !NOTHING.contains(keyword.defaultText());
  }
}
