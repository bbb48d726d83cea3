package dev.baton.cli.docs;

import dev.baton.config.keyword.Block;
import dev.baton.config.keyword.Keyword;
import dev.baton.config.keyword.KeywordTable;
import dev.baton.config.tree.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds what a reader asks for: a word, a word of a block, a block. */
final class Manual {

  /** Fewer begin too many words. */
  private static final int BEGINNING_LETTERS_MIN = 3;

  private final KeywordTable table = new KeywordTable();

  List<Keyword> keywords(Block block) {
    return table.keywords(block);
  }

  /** The rows of a word in all blocks, or in those whose title's end is given before a dot. */
  List<Keyword> find(String question) {
    int dot = question.lastIndexOf('.');
    String place = dot < 0 ? "" : question.substring(0, dot).replace('.', '/');
    String word = question.substring(dot + 1);
    var found = new ArrayList<Keyword>();
    for (Block block : Block.values()) {
      if (dot < 0 || isCalled(block, place)) {
        table.find(block, word).ifPresent(found::add);
      }
    }
    return found;
  }

  /** Whether the block's title is that, or ends in it. */
  static boolean isCalled(Block block, String name) {
    String title = withoutEntry(block);
    return title.equals(name) || title.endsWith("/" + name);
  }

  /** The blocks of that name. */
  List<Block> blocks(String name) {
    var found = new ArrayList<Block>();
    for (Block block : Block.values()) {
      if (block != Block.ROOT && isCalled(block, name.replace('.', '/'))) {
        found.add(block);
      }
    }
    return found;
  }

  /** The title of a block; that of a block of lines is the block's. */
  static String withoutEntry(Block block) {
    String title = block.title();
    if (block == Block.PREPROCESSING) {
      return "preprocessing";
    }
    return title.endsWith("/(entry)") ? title.substring(0, title.length() - 8) : title;
  }

  /** The nearest word to one that is not known; empty if none is near. */
  String guess(String question) {
    return Spelling.nearest(word(question), names());
  }

  /** The words that begin as it does, or as the last part of it; none if it is too short. */
  List<String> beginningWith(String question) {
    String word = word(question);
    return word.length() < BEGINNING_LETTERS_MIN
        ? List.of()
        : names().stream().filter(name -> name.startsWith(word)).toList();
  }

  private static String word(String question) {
    return question.substring(question.lastIndexOf('.') + 1);
  }

  /** All words, each once. */
  private Set<String> names() {
    var names = new LinkedHashSet<String>();
    for (Block block : Block.values()) {
      names.addAll(table.names(block));
    }
    return names;
  }
}
