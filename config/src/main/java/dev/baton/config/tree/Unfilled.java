package dev.baton.config.tree;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Fix;
import dev.baton.config.diagnose.SourceFile;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.keyword.ArgumentKind.Content;
import dev.baton.config.keyword.Keyword;
import dev.baton.config.text.Statement;
import dev.baton.config.text.Word;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lines without a value: a variable stands in its place that nobody defined, or the mark of a
 * template. Whatever else could be said of such a line only follows from that.
 */
final class Unfilled {

  /** Where each file defines its variables, first; asked for at the first mistake. */
  private final Map<SourceFile, Map<String, Integer>> definitions = new HashMap<>();

  /** What is wrong with a keyword's line; nothing if its words are values, right or wrong. */
  List<Diagnostic> inSetting(Keyword keyword, Statement statement) {
    // No variable and no mark can be meant as it stands where digits belong, or one of few words.
    boolean number = keyword.kind().content() == Content.NUMBER;
    boolean few = keyword.kind().content() == Content.FEW;
    if (statement.words().size() < 2 || !(number || few)) {
      return List.of();
    }
    return inWord(statement.words().get(1), statement, number).stream()
        .map(
            told ->
                told.code().equals("placeholder")
                    ? told.withHelp(ValueSuggestions.advice(keyword))
                    : told)
        .toList();
  }

  /** What is wrong with a line of a block of lines, which that word opens. */
  List<Diagnostic> inLine(String block, Statement line) {
    boolean address = block.endsWith("ipaddress") || block.endsWith("_excluded");
    return inWord(line.words().get(0), line, address || block.equals("unicast_peer"));
  }

  private List<Diagnostic> inWord(Word word, Statement statement, boolean number) {
    Optional<OddWord.Variable> variable = OddWord.variable(word.text());
    if (variable.isPresent()) {
      return List.of(undefined(word, variable.get()));
    }
    if (!OddWord.standsForValue(word.text(), number)) {
      return List.of();
    }
    // A mark in angles may have several words.
    Word last = word;
    for (Word next : statement.words()) {
      boolean closes = word.text().startsWith("<") && next.text().endsWith(">");
      last = closes && next.from() > word.from() ? next : last;
    }
    SourceSpan span = word.line().span(word.from(), last.to());
    return List.of(placeholder(span, word.line().text().substring(word.from(), last.to())));
  }

  /** The mark of a template. */
  static Diagnostic placeholder(SourceSpan span, String mark) {
    return Diagnostic.error(
            "placeholder", span, "`" + mark + "` looks like a placeholder that was not replaced")
        .withHelp("write the value");
  }

  private Diagnostic undefined(Word word, OddWord.Variable use) {
    String text = word.text();
    String name = use.name();
    SourceSpan span = word.span();
    int defined = definitions(span.file()).getOrDefault(name, 0);
    if (defined > 0 && defined < span.line() && use.to() < text.length()) {
      String better = text.substring(0, use.from()) + "${" + name + "}" + text.substring(use.to());
      return Diagnostic.error("undefined-variable", span, "`" + text + "` is not replaced")
          .because("the name of a variable ends at a space, a comma or a `)`")
          .withHelp("write `" + better + "`")
          .fixedBy(Fix.replacing(span, text, better));
    }
    var told =
        Diagnostic.error("undefined-variable", span, "`$" + name + "` is not defined")
            .because("it is used literally, dollar sign included");
    return defined > 0
        ? told.withHelp("define it before it is used")
            .beside(SourceSpan.of(span.file(), defined), "it is defined here")
        : told.withHelp("write the value, or define it first: `$" + name + "=VALUE`");
  }

  /** The line of the first definition of each variable. */
  private Map<String, Integer> definitions(SourceFile file) {
    return definitions.computeIfAbsent(
        file,
        _ -> {
          var lines = new HashMap<String, Integer>();
          for (int number = 1; number <= file.lineCount(); number++) {
            String line = file.line(number).stripLeading();
            int end = line.startsWith("$") ? OddWord.nameEnd(line, 0) : 0;
            if (end > 1 && end < line.length() && line.charAt(end) == '=') {
              lines.putIfAbsent(line.substring(1, end), number);
            }
          }
          return lines;
        });
  }

  /** The use of an unknown variable in braces, which are taken for a block's. */
  static Optional<Diagnostic> bracedVariable(SourceSpan brace) {
    String line = brace.file().line(brace.line());
    int dollar = brace.column() - 2;
    int close = line.indexOf('}', Math.max(0, dollar));
    if (dollar < 0 || line.charAt(dollar) != '$' || close < 0) {
      return Optional.empty();
    }
    String variable = line.substring(dollar, close + 1);
    var span = new SourceSpan(brace.file(), brace.line(), dollar + 1, variable.length());
    boolean template = variable.indexOf(':') > 0;
    return Optional.of(
        Diagnostic.error("undefined-variable", span, "`" + variable + "` is not defined")
            .because(
                template
                    ? "this language has no default within the braces; it looks like a"
                        + " placeholder that was not replaced"
                    : "it looks like a placeholder that was not replaced")
            .withHelp("write the value, or define it first: `$NAME=VALUE`"));
  }

  /** What a template engine would have replaced. */
  static Optional<Diagnostic> bracedMark(SourceSpan brace) {
    String line = brace.file().line(brace.line());
    int from = brace.column() - 1;
    boolean value = line.startsWith("{{", from);
    if (!value && !line.startsWith("{%", from)) {
      return Optional.empty();
    }
    int close = line.indexOf(value ? "}}" : "%}", from);
    if (close < 0) {
      return Optional.empty();
    }
    String mark = line.substring(from, close + 2);
    return Optional.of(
        placeholder(new SourceSpan(brace.file(), brace.line(), from + 1, mark.length()), mark));
  }
}
