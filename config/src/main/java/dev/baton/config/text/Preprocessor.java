package dev.baton.config.text;

import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.SourceFile;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.facts.HostFacts;
import dev.baton.config.facts.Sources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns a configuration file and all that it includes into statements. The order of the steps is
 * the language's, see the package; the file is read once, although keepalived reads it four times.
 */
public final class Preprocessor {

  private static final Map<String, String> NO_BINDINGS = Map.of();

  /** Loops within loops, those of the lines that a variable holds included. */
  private static final int LOOP_DEPTH_MAX = 32;

  private final String configId;
  private final Diagnostics diagnostics;
  private final Budget budget;
  private final Variables variables;
  private final Sequences sequences;
  private final Includes includes;
  private final List<Statement> statements = new ArrayList<>();
  private int loopDepth;

  // A definition that goes on: the previous line ended in a backslash.
  private String definedName = "";
  private List<String> definedLines = List.of();

  private Preprocessor(
      Sources sources, HostFacts facts, ReadOptions options, Diagnostics diagnostics) {
    this.configId = options.configId();
    this.diagnostics = diagnostics;
    this.budget = new Budget(diagnostics);
    this.variables = new Variables(options, facts, diagnostics, budget);
    this.sequences = new Sequences(diagnostics);
    this.includes = new Includes(sources, diagnostics, budget, new Files());
    if (options.allIncludeChecks()) {
      includes.checkAll();
    }
  }

  /** What came of a reading: its statements, its files, whether there was a main file at all. */
  public record Result(List<Statement> statements, List<SourceFile> files, boolean mainFileRead) {}

  /** Reads the file of that name, which may also be a pattern, with all that it includes. */
  public static Result read(
      String path, Sources sources, HostFacts facts, ReadOptions options, Diagnostics diagnostics) {
    var resolved = options;
    if (options.configId().isEmpty()) {
      String host = facts.hostName();
      int dot = host.indexOf('.');
      String id = dot < 0 ? host : host.substring(0, dot);
      resolved = new ReadOptions(id, options.allIncludeChecks(), options.randomSeed());
    }
    var reading = new Preprocessor(sources, facts, resolved, diagnostics);
    boolean read = reading.includes.main(path);
    // Of a text that was cut off nothing else can be said: a block may just not be closed yet.
    List<Statement> whole = reading.budget.exhausted() ? List.of() : reading.statements;
    return new Result(whole, reading.includes.files(), read);
  }

  /** The statements of normalised text, in which every line is a statement already. */
  public static List<Statement> readNormalised(byte[] text, Diagnostics diagnostics) {
    var statements = new ArrayList<Statement>();
    for (Spanned line : PlacedLine.read(text)) {
      WordSplitter.split(line, statements, diagnostics);
    }
    return statements;
  }

  /** Takes in the files that are found; a class, for a method reference is slow to link. */
  private final class Files implements Includes.LineTaker {
    @Override
    public void accept(List<Spanned> lines) {
      file(lines);
    }
  }

  /** Takes in the lines of one file. */
  private void file(List<Spanned> lines) {
    for (Spanned line : lines) {
      if (budget.exhausted()) {
        return;
      }
      Spanned stripped = Comments.stripTwice(line).trimmed();
      if (!stripped.isEmpty()) {
        conditional(stripped);
      }
    }
    endDefinition();
  }

  /** Drops the line if its condition fails: {@code @id rest} or {@code @^id rest}. */
  private void conditional(Spanned line) {
    String text = line.text();
    if (text.charAt(0) != '@') {
      unconditional(line);
      return;
    }
    boolean negated = text.startsWith("@^");
    int from = negated ? 2 : 1;
    int end = from;
    while (end < text.length() && !Spanned.isBlank(text.charAt(end))) {
      end++;
    }
    // Glued to a brace it is not a condition: the word is looked up as a keyword, and found
    // unknown.
    if (text.indexOf('{', from) >= 0 && text.indexOf('{', from) < end) {
      unconditional(line);
      return;
    }
    boolean matches = text.substring(from, end).equals(configId);
    Spanned rest = line.part(end, text.length()).trimmed();
    if (matches != negated && !rest.isEmpty()) {
      unconditional(rest);
    }
  }

  private void unconditional(Spanned line) {
    if (!definedName.isEmpty()) {
      continueDefinition(line.text());
      return;
    }
    looped(line, NO_BINDINGS);
  }

  private void looped(Spanned line, Map<String, String> bindings) {
    if (!Sequences.startsLoop(line.text())) {
      plain(line, bindings);
      return;
    }
    if (loopDepth == LOOP_DEPTH_MAX) {
      sequences.tooDeep(line, LOOP_DEPTH_MAX);
      return;
    }
    Spanned shown = header(line, bindings);
    Sequences.Loop loop = sequences.parse(shown, shown.text());
    Spanned body = shown.part(loop.bodyFrom(), shown.length()).trimmed();
    SourceSpan span = shown.span();
    int turnWork = Budget.TURN_WORK * (1 + bindings.size()) + body.length();
    loopDepth++;
    for (int i = 0; i < loop.turnCount() && !body.isEmpty() && budget.work(turnWork, span); i++) {
      var inner = new HashMap<>(bindings);
      inner.putAll(loop.turn(i));
      looped(body, inner);
    }
    loopDepth--;
  }

  /** The line with the variables within the loop's parentheses put in. */
  private Spanned header(Spanned line, Map<String, String> bindings) {
    int close = line.text().indexOf(')');
    budget.work(line.length(), line.span());
    if (close < 0 || line.text().lastIndexOf('$', close) < 0) {
      return line;
    }
    Spanned head = variables.expand(line.part(0, close + 1), bindings).get(0);
    return new Spanned.Builder(line)
        .append(head, 0, head.length())
        .append(line, close + 1, line.length())
        .build();
  }

  private void plain(Spanned line, Map<String, String> bindings) {
    int nameEnd = Variables.definedNameEnd(line.text());
    if (nameEnd > 0) {
      startDefinition(line.text(), nameEnd, bindings);
      return;
    }
    List<Spanned> expanded = variables.expand(line, bindings);
    for (Spanned part : expanded) {
      // A comment that a variable brought in ends the line like any other.
      Spanned clean = glued(part == line ? line : Comments.strip(part).trimmed());
      if (clean.isEmpty() || budget.exhausted()) {
        continue;
      }
      if (part != line && Sequences.startsLoop(clean.text())) {
        looped(clean, bindings);
      } else if (!includes.follow(clean)) {
        emit(clean);
      }
    }
  }

  /** A backslash that ends a line sticks to the word before it, blanks between them or not. */
  private static Spanned glued(Spanned line) {
    String text = line.text();
    int word = text.length() - 1;
    if (!text.endsWith("\\") || word == 0 || !Spanned.isBlank(text.charAt(word - 1))) {
      return line;
    }
    int end = word;
    while (end > 0 && Spanned.isBlank(text.charAt(end - 1))) {
      end--;
    }
    return new Spanned.Builder(line).append(line, 0, end).append(line, word, text.length()).build();
  }

  private void startDefinition(String text, int nameEnd, Map<String, String> bindings) {
    String name = text.substring(1, nameEnd);
    String first = text.substring(nameEnd + 1).strip();
    // A turn's work covers a look through its text for each of its variables.
    for (var binding : bindings.entrySet()) {
      first = first.replace("${" + binding.getKey() + "}", binding.getValue());
    }
    if (!first.endsWith("\\")) {
      variables.define(name, List.of(first));
      return;
    }
    definedName = name;
    definedLines = new ArrayList<>();
    String head = first.substring(0, first.length() - 1).strip();
    if (!head.isEmpty()) {
      definedLines.add(head);
    }
  }

  private void continueDefinition(String text) {
    if (text.endsWith("\\")) {
      definedLines.add(text.substring(0, text.length() - 1).strip());
      return;
    }
    definedLines.add(text);
    endDefinition();
  }

  private void endDefinition() {
    if (!definedName.isEmpty()) {
      variables.define(definedName, definedLines);
      definedName = "";
    }
  }

  private void emit(Spanned line) {
    int from = statements.size();
    WordSplitter.split(line, statements, diagnostics);
    List<Statement> made = statements.subList(from, statements.size());
    budget.keep(made, line.span());
    for (Statement statement : made) {
      if (statement.head().equals("include_check")) {
        includes.check(statement.words());
      }
    }
  }
}
