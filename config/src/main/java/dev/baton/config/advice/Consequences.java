package dev.baton.config.advice;

import dev.baton.config.diagnose.Consequence;
import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.read.ConfigReader.Reading;
import dev.baton.config.tree.Directive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds what is said only because of another mistake that is reported where it stands: a block
 * lacks a word whose line is wrong, a word is unknown behind an unknown word, one missing file is
 * named in many lines.
 */
final class Consequences {

  /** Fewer lines are told one by one. */
  private static final int TEXT_LINES_MIN = 3;

  private static final int TEXT_GAP_LINES = 1;

  private final List<Diagnostic> all;

  /** Where the outermost blocks begin, by file. */
  private final Map<String, List<Integer>> begins = new HashMap<>();

  private final Set<String> spoken = new HashSet<>();

  /** The first line of each text, with the number of lines after it, and those lines. */
  private final Map<Diagnostic, Integer> heads = new HashMap<>();

  private final Set<Diagnostic> goesOn = new HashSet<>();

  Consequences(Reading reading) {
    this.all = reading.diagnostics();
    for (Directive node : reading.nodes()) {
      SourceSpan span = node.span();
      begins.computeIfAbsent(span.file().path(), _ -> new ArrayList<>()).add(span.line());
    }
    findText();
  }

  /** Whether nothing is lost if it is not said; asked for in the order of the places. */
  boolean isOne(Diagnostic diagnostic) {
    if (isText(diagnostic) && goesOn.contains(diagnostic)) {
      return true;
    }
    String code = diagnostic.code();
    SourceSpan span = diagnostic.span();
    return switch (diagnostic.consequence()) {
      case Consequence.OfNothing _ -> false;
      case Consequence.OfItsDefinition _ -> true;
      case Consequence.OfSameCause _ -> !spoken.add(code + " " + diagnostic.cause());
      case Consequence.OfSameLine _ ->
          !spoken.add(code + " " + span.file().path() + " " + span.line());
      case Consequence.OfLine line -> isExplained(line, span);
    };
  }

  /** A line outside all blocks that begins with no keyword, nor with anything like one. */
  private static boolean isText(Diagnostic diagnostic) {
    return diagnostic.code().equals("unknown-keyword")
        && diagnostic.cause().isEmpty()
        && diagnostic.fix().isEmpty();
  }

  /** Takes lines of text that follow one another, as prose does, for one mistake. */
  private void findText() {
    List<Diagnostic> run = new ArrayList<>();
    for (Diagnostic diagnostic : all) {
      if (!isText(diagnostic)) {
        continue;
      }
      SourceSpan span = diagnostic.span();
      SourceSpan last = run.isEmpty() ? span : run.getLast().span();
      if (!last.file().equals(span.file()) || linesBetween(last, span) > TEXT_GAP_LINES) {
        endText(run);
        run = new ArrayList<>();
      }
      run.add(diagnostic);
    }
    endText(run);
  }

  /** The lines between two places that say anything; blank ones and comments do not. */
  private static int linesBetween(SourceSpan from, SourceSpan to) {
    int lines = 0;
    for (int number = from.line() + 1; number < to.line() && lines <= TEXT_GAP_LINES; number++) {
      String line = from.file().line(number).strip();
      lines += line.isEmpty() || line.startsWith("#") || line.startsWith("!") ? 0 : 1;
    }
    return lines;
  }

  private void endText(List<Diagnostic> run) {
    if (run.size() >= TEXT_LINES_MIN) {
      heads.put(run.getFirst(), run.size() - 1);
      goesOn.addAll(run.subList(1, run.size()));
    }
  }

  /** The diagnostic, saying how many others it stands for. */
  Diagnostic standingFor(Diagnostic diagnostic) {
    Integer behind = heads.get(diagnostic);
    if (behind != null) {
      return diagnostic
          .because("so do " + behind + " lines after it: this looks like text, not configuration")
          .withHelp("delete those lines, or write `#` before each");
    }
    if (!(diagnostic.consequence() instanceof Consequence.OfSameCause)) {
      return diagnostic;
    }
    long others = -1;
    for (Diagnostic other : all) {
      boolean same = other.code().equals(diagnostic.code());
      others += same && other.cause().equals(diagnostic.cause()) ? 1 : 0;
    }
    if (others < 1) {
      return diagnostic;
    }
    String lines = others == 1 ? "another line" : others + " other lines";
    return diagnostic.because(diagnostic.cause() + "; the same in " + lines);
  }

  private boolean isExplained(Consequence.OfLine lack, SourceSpan block) {
    int begin = begin(block);
    int end = end(block);
    for (Diagnostic other : all) {
      SourceSpan span = other.span();
      boolean within =
          span.file().equals(block.file())
              && span.line() >= begin
              && span.line() < end
              && span.line() != block.line();
      if (within && (lack.codes().contains(other.code()) || startsWithOne(lack.words(), span))) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWithOne(List<String> words, SourceSpan span) {
    String line = span.file().line(span.line()).strip();
    if (line.startsWith("$")) {
      // A variable that put several lines in: any of them may have been meant to give it.
      return !words.isEmpty();
    }
    for (String word : words) {
      if (line.startsWith(word)) {
        return true;
      }
    }
    return false;
  }

  /** The line that the outermost block around a place begins in. */
  private int begin(SourceSpan place) {
    int begin = 0;
    for (int line : begins.getOrDefault(place.file().path(), List.of())) {
      begin = line <= place.line() ? Math.max(begin, line) : begin;
    }
    return begin;
  }

  /** The line that the next outermost block begins in. */
  private int end(SourceSpan block) {
    int end = Integer.MAX_VALUE;
    for (int line : begins.getOrDefault(block.file().path(), List.of())) {
      end = line > block.line() ? Math.min(end, line) : end;
    }
    return end;
  }
}
