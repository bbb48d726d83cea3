package dev.baton.config.tree;

import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.keyword.Block;
import dev.baton.config.keyword.Keyword;
import dev.baton.config.text.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tree of a configuration: statements that are right, in their order, in their blocks. */
public sealed interface Directive {

  /** The row of the word that it begins with; of an alias, that of the word it stands for. */
  Keyword keyword();

  /** The word that it begins with as the file has it. */
  default String written() {
    return words().get(0).text();
  }

  /** The statement, the keyword first. */
  List<Word> words();

  /** Where that word stands. */
  SourceSpan span();

  /**
   * A keyword with its argument.
   *
   * @param words the whole statement, the keyword first
   * @param raw the statement's characters if it is a command; else empty
   */
  record Setting(Keyword keyword, Value value, List<Word> words, String raw) implements Directive {
    @Override
    public SourceSpan span() {
      return words.get(0).span();
    }

    /** Where the argument stands; the keyword if there is none. */
    public SourceSpan argumentSpan() {
      return words.get(Math.min(1, words.size() - 1)).span();
    }

    /** The argument as a text. */
    public String text() {
      return value instanceof Value.Text(String text) ? text : words.get(1).text();
    }

    /** The argument as a number. */
    public long number() {
      return ((Value.Whole) value).number();
    }

    /** The argument as a time. */
    public long nanos() {
      return ((Value.Time) value).nanos();
    }

    /** The argument as on or off; a bare word is on. */
    public boolean on() {
      return !(value instanceof Value.Switch(boolean on)) || on;
    }
  }

  /**
   * A block: of keywords, or of lines.
   *
   * @param words the statement that opens it: the keyword, then names
   * @param body its statements, if it holds keywords
   * @param lines its lines, if it is a value block
   */
  record Section(
      Keyword keyword, Block block, List<Word> words, List<Directive> body, List<Line> lines)
      implements Directive {
    @Override
    public SourceSpan span() {
      return words.get(0).span();
    }

    /** Its name; empty if it has none. */
    public String name() {
      return words.size() > 1 ? words.get(1).text() : "";
    }

    /** The last setting of that word: the one that counts. */
    public Optional<Setting> last(String word) {
      Setting found = null;
      for (Directive node : body) {
        if (node instanceof Setting setting && setting.keyword().name().equals(word)) {
          found = setting;
        }
      }
      return Optional.ofNullable(found);
    }

    /** The number that counts for that word. */
    public long number(String word, long otherwise) {
      var setting = last(word);
      return setting.isPresent() ? setting.get().number() : otherwise;
    }

    /** The time that counts for that word. */
    public long nanos(String word, long otherwise) {
      var setting = last(word);
      return setting.isPresent() ? setting.get().nanos() : otherwise;
    }

    /** The text that counts for that word. */
    public String text(String word, String otherwise) {
      var setting = last(word);
      return setting.isPresent() ? setting.get().text() : otherwise;
    }

    /** On or off as that word says. */
    public boolean on(String word, boolean otherwise) {
      var setting = last(word);
      return setting.isPresent() ? setting.get().on() : otherwise;
    }

    /** Whether that word stands in it. */
    public boolean has(String word) {
      return last(word).isPresent();
    }

    /** The same block without the blocks in it, of which there may be thousands. */
    public Section withoutBlocks() {
      var settings = new ArrayList<Directive>();
      for (Directive node : body) {
        if (node instanceof Setting) {
          settings.add(node);
        }
      }
      return new Section(keyword, block, words, settings, lines);
    }

    /** The blocks of that word, in their order. */
    public List<Section> sections(String word) {
      var found = new ArrayList<Section>();
      for (Directive node : body) {
        if (node instanceof Section section && section.keyword().name().equals(word)) {
          found.add(section);
        }
      }
      return found;
    }
  }

  /** A line of a value block: its words, at least one. */
  record Line(List<Word> words) {

    /** Where it begins. */
    public SourceSpan span() {
      return words.get(0).span();
    }

    /** The text of the word at {@code index}. */
    public String text(int index) {
      return words.get(index).text();
    }
  }
}
