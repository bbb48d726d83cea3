package dev.baton.config.tree;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Fix;
import dev.baton.config.diagnose.SourceFile;
import dev.baton.config.diagnose.SourceSpan;
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
    boolean number = wantsNumber(keyword);
    if (statement.words().size() < 2 || !(number || wantsWord(keyword))) {
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

  private static boolean wantsNumber(Keyword keyword) {
    return switch (keyword.kind()) {
      case WHOLE, SECONDS, COARSE_SECONDS, MILLISECONDS, WEIGHT, ADDRESS, GROUP4, GROUP6 -> true;
      default -> false;
    };
  }

  /** One of few, in which no variable and no mark can be meant as it stands. */
  private static boolean wantsWord(Keyword keyword) {
    return switch (keyword.kind()) {
      case SWITCH, CHOICE, CASELESS_CHOICE, INTERFACE -> true;
      default -> false;
    };
  }

  /** What is wrong with a line of a block of lines, which that word opens. */
  List<Diagnostic> inLine(String block, Statement line) {
    boolean address = block.endsWith("ipaddress") || block.endsWith("_excluded");
    return inWord(line.words().get(0), line, address || block.equals("unicast_peer"));
  }

  private List<Diagnostic> inWord(Word word, Statement statement, boolean number) {
    int dollar = dollar(word.text());
    if (dollar >= 0) {
      return List.of(undefined(word, dollar));
    }
    if (!Placeholder.standsForValue(word.text(), number)) {
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

  /** Where a name behind a dollar sign begins; -1 if there is none. */
  private static int dollar(String text) {
    int dollar = text.indexOf('$');
    return dollar >= 0 && nameEnd(text, dollar) > dollar + 1 ? dollar : -1;
  }

  private static int nameEnd(String text, int dollar) {
    int end = dollar + 1;
    while (end < text.length() && isNameChar(text.charAt(end), end == dollar + 1)) {
      end++;
    }
    return end;
  }

  private static boolean isNameChar(char c, boolean first) {
    boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    return letter || (!first && c >= '0' && c <= '9');
  }

  private Diagnostic undefined(Word word, int dollar) {
    String text = word.text();
    int end = nameEnd(text, dollar);
    String name = text.substring(dollar + 1, end);
    SourceSpan span = word.span();
    int defined = definitions(span.file()).getOrDefault(name, 0);
    if (defined > 0 && defined < span.line() && end < text.length()) {
      String better = text.substring(0, dollar) + "${" + name + "}" + text.substring(end);
      return Diagnostic.error("undefined-variable", span, "`" + text + "` is not put in")
          .because("the name of a variable ends at a blank, a comma or a `)`")
          .withHelp("write `" + better + "`")
          .fixedBy(Fix.replacing(span, text, better));
    }
    var told =
        Diagnostic.error("undefined-variable", span, "`$" + name + "` is not defined")
            .because("it stands for itself, dollar sign and all");
    return defined > 0
        ? told.withHelp("define it before its use")
            .beside(SourceSpan.of(span.file(), defined), "it is defined here")
        : told.withHelp("write the value, or define it before: `$" + name + "=VALUE`");
  }

  /** The line of the first definition of each variable. */
  private Map<String, Integer> definitions(SourceFile file) {
    return definitions.computeIfAbsent(
        file,
        _ -> {
          var lines = new HashMap<String, Integer>();
          for (int number = 1; number <= file.lineCount(); number++) {
            String line = file.line(number).stripLeading();
            int end = line.startsWith("$") ? nameEnd(line, 0) : 0;
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
                    ? "a default within the braces is no part of this language; it looks like a"
                        + " placeholder that was not replaced"
                    : "it looks like a placeholder that was not replaced")
            .withHelp("write the value, or define it before: `$NAME=VALUE`"));
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
