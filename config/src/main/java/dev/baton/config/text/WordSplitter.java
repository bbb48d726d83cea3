package dev.baton.config.text;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line into words and braces. Only double quotes group, and a quote in the middle of a
 * word ends that word; an unquoted brace is a word of its own, wherever it stands.
 */
final class WordSplitter {

  private final Spanned line;
  private final String text;
  private final List<Statement> out;
  private final Diagnostics diagnostics;
  private final List<Word> words = new ArrayList<>(4);
  private int statementFrom;

  private WordSplitter(Spanned line, List<Statement> out, Diagnostics diagnostics) {
    this.line = line;
    this.text = line.text();
    this.out = out;
    this.diagnostics = diagnostics;
  }

  /** Appends the statements of {@code line} to {@code out}. */
  static void split(Spanned line, List<Statement> out, Diagnostics diagnostics) {
    new WordSplitter(line, out, diagnostics).run();
  }

  private void run() {
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Spanned.isBlank(c)) {
        at++;
      } else if (c == '{' || c == '}') {
        flush(at, false);
        brace(c, at++);
        statementFrom = at;
      } else if (c == '"') {
        int close = text.indexOf('"', at + 1);
        if (close < 0) {
          unterminated(at);
          return;
        }
        words.add(new Word(text.substring(at + 1, close), true, line, at, close + 1));
        at = close + 1;
      } else {
        int end = wordEnd(at);
        words.add(new Word(text.substring(at, end), false, line, at, end));
        at = end;
      }
    }
    flush(text.length(), false);
  }

  private int wordEnd(int from) {
    int end = from;
    while (end < text.length()) {
      char c = text.charAt(end);
      if (Spanned.isBlank(c) || c == '{' || c == '}' || c == '"') {
        break;
      }
      end++;
    }
    return end;
  }

  private void unterminated(int quote) {
    diagnostics.add(
        Diagnostic.error(
                "unterminated-quote",
                line.span(quote, text.length()),
                "Unterminated quote '" + text.substring(statementFrom).strip() + "'")
            .because("a quoted string must end on the line where it begins")
            .withHelp("close the quote with a second \""));
    flush(text.length(), true);
  }

  private void flush(int end, boolean unterminated) {
    if (words.isEmpty() && !unterminated) {
      return;
    }
    List<Word> all = List.copyOf(words);
    out.add(new Statement(Statement.Kind.WORDS, all, line, statementFrom, end, unterminated));
    words.clear();
  }

  private void brace(char c, int at) {
    var kind = c == '{' ? Statement.Kind.OPEN : Statement.Kind.CLOSE;
    out.add(new Statement(kind, List.of(), line, at, at + 1, false));
  }
}
