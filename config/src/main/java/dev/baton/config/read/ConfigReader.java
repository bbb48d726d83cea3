package dev.baton.config.read;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.SourceFile;
import dev.baton.config.facts.HostFacts;
import dev.baton.config.facts.Sources;
import dev.baton.config.keyword.KeywordTable;
import dev.baton.config.text.Preprocessor;
import dev.baton.config.text.ReadOptions;
import dev.baton.config.text.Statement;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Meaning;
import dev.baton.config.tree.TreeParser;
import dev.baton.core.model.Configuration;
import java.util.List;

/**
 * Reads a configuration: from the name of a file, through its includes, to the typed model and all
 * that is wrong with it. The same reader takes the normalised text that one process hands to
 * another.
 */
public final class ConfigReader {

  private ConfigReader() {}

  /**
   * What came of reading.
   *
   * @param configuration what the daemon would run with
   * @param diagnostics all that was found, each once, in the order of the places
   * @param exitCode the exit code of {@code -t}
   * @param mainFileRead whether there was a main file at all
   * @param nodes the tree of what counts, for the normalised text
   * @param files the files that were read, in that order
   */
  public record Reading(
      Configuration configuration,
      List<Diagnostic> diagnostics,
      int exitCode,
      boolean mainFileRead,
      List<Directive> nodes,
      List<SourceFile> files) {

    /** The diagnostics that the daemon cannot start with. */
    public List<Diagnostic> fatal() {
      return diagnostics.stream().filter(Diagnostic::ends).toList();
    }

    /** The configuration as text without includes, variables and conditions. */
    public String normalised() {
      return NormalisedText.print(nodes);
    }

    /** The same with remarks at the end of its blocks, for people. */
    public String normalisedWith(SectionRemarks remarks) {
      return NormalisedText.printWithRemarks(nodes, remarks);
    }

    /** The same with the places of its lines, so that its reader can still name them. */
    public String normalisedWithPlaces() {
      return NormalisedText.printWithPlaces(nodes);
    }

    /** The router's part of it, with places: its heap has no room for thousands of servers. */
    public String routerText() {
      return NormalisedText.printWithPlaces(NormalisedText.routerPart(nodes));
    }
  }

  /** Reads the file of that name, or all files that the pattern matches. */
  public static Reading read(String path, Sources sources, HostFacts facts, ReadOptions options) {
    var diagnostics = new Diagnostics();
    var text = Preprocessor.read(path, sources, facts, options, diagnostics);
    return build(text, new KeywordTable(), facts, diagnostics);
  }

  /**
   * Reads it as its writer meant it, for advice: a brace that a comment hides, a block that is not
   * closed and a misspelt word are reported once, and then taken as right. Its exit code says
   * whether there is a mistake, but not which one {@code -t} would end with.
   */
  public static Reading readForAdvice(
      String path, Sources sources, HostFacts facts, ReadOptions options) {
    var diagnostics = new Diagnostics();
    var text = Preprocessor.read(path, sources, facts, options, diagnostics);
    var table = new KeywordTable();
    var meant = Meaning.of(text.statements(), table);
    meant.diagnostics().forEach(diagnostics::add);
    var fixed = new Preprocessor.Result(meant.statements(), text.files(), text.mainFileRead());
    return build(fixed, table, facts, diagnostics);
  }

  /**
   * Reads normalised text, with places or without: there are no variables, conditions, loops,
   * includes or limits on its lines.
   */
  public static Reading readNormalised(byte[] text, HostFacts facts) {
    var diagnostics = new Diagnostics();
    List<Statement> statements = Preprocessor.readNormalised(text, diagnostics);
    var result = new Preprocessor.Result(statements, List.of(), true);
    return build(result, new KeywordTable(), facts, diagnostics);
  }

  private static Reading build(
      Preprocessor.Result text, KeywordTable table, HostFacts facts, Diagnostics diagnostics) {
    List<Directive> nodes = TreeParser.parse(text.statements(), table, diagnostics);
    Configuration configuration = new ModelBuilder(nodes, facts, diagnostics).build();
    return new Reading(
        configuration,
        diagnostics.all(),
        diagnostics.exitCode(),
        text.mainFileRead(),
        nodes,
        text.files());
  }
}
