package dev.baton.config.text;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.SourceFile;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.facts.HostFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The definitions of a reading and their use. A text is put in when it is used, not when it is
 * defined; a variable inside its own expansion stays as it is; an unknown one stays as well. A
 * definition of several lines makes several lines of the line that uses it.
 */
final class Variables {

  /** Variables within variables; more is a mistake or an attack. */
  private static final int DEPTH_MAX = 32;

  /** To look a variable up, and to begin a line, whatever they come to. */
  private static final int USE_WORK = 16;

  private final Map<String, List<String>> definitions = new HashMap<>();
  private final String configId;
  private final HostFacts facts;
  private final Diagnostics diagnostics;
  private final Budget budget;
  private long randomState;

  Variables(ReadOptions options, HostFacts facts, Diagnostics diagnostics, Budget budget) {
    this.configId = options.configId();
    this.facts = facts;
    this.diagnostics = diagnostics;
    this.budget = budget;
    this.randomState = options.randomSeed();
  }

  /** Where the name of a definition at the start of {@code text} ends; 0 if there is none. */
  static int definedNameEnd(String text) {
    if (text.length() < 3 || text.charAt(0) != '$') {
      return 0;
    }
    int end = nameEnd(text, 1);
    return end > 1 && end < text.length() && text.charAt(end) == '=' ? end : 0;
  }

  private static int nameEnd(String text, int from) {
    int end = from;
    while (end < text.length() && isNameChar(text.charAt(end), end == from)) {
      end++;
    }
    return end;
  }

  private static boolean isNameChar(char c, boolean first) {
    return isLetter(c) || c == '_' || (!first && isDigit(c));
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /** Defines or redefines. */
  void define(String name, List<String> lines) {
    definitions.put(name, lines);
  }

  /** One use while it is carried out: the line it stands in, and what is being put in there. */
  private final class Expansion {
    private final Spanned line;
    private final Map<String, String> bindings;
    private final List<Spanned> done = new ArrayList<>(1);
    private final List<String> active = new ArrayList<>(2);
    private Spanned.Builder current;
    private boolean changed;

    Expansion(Spanned line, Map<String, String> bindings) {
      this.line = line;
      this.bindings = bindings;
      this.current = new Spanned.Builder(line);
    }

    List<Spanned> run() {
      String text = line.text();
      int at = 0;
      budget.work(text.length(), line.span());
      while (at < text.length() && !budget.exhausted()) {
        Use use = useAt(text, at, line.file());
        if (use.end == at) {
          current.append(line, at, at + 1);
          at++;
        } else {
          insert(use, line.columnAt(at), line.span(at, use.end));
          at = use.end;
        }
      }
      if (!changed) {
        return List.of(line);
      }
      done.add(current.build());
      return done;
    }

    private void insert(Use use, int column, SourceSpan span) {
      changed = true;
      List<String> lines = use.lines;
      if (!use.name.isEmpty()) {
        active.add(use.name);
      }
      budget.work(USE_WORK, span);
      for (int i = 0; i < lines.size() && !budget.exhausted(); i++) {
        if (i > 0) {
          budget.work(USE_WORK, span);
          done.add(current.build());
          current = new Spanned.Builder(line);
        }
        insertText(lines.get(i), column, span);
      }
      if (!use.name.isEmpty()) {
        active.remove(active.size() - 1);
      }
    }

    private void insertText(String text, int column, SourceSpan span) {
      int at = 0;
      while (at < text.length() && budget.insert(1, span)) {
        Use use = active.size() < DEPTH_MAX ? useAt(text, at, line.file()) : new Use(at);
        if (use.end == at) {
          current.append(text.substring(at, at + 1), column);
          at++;
        } else {
          insert(use, column, span);
          at = use.end;
        }
      }
    }

    /** The variable whose use begins at {@code at}; one that ends there if none does. */
    private Use useAt(String text, int at, SourceFile file) {
      if (text.charAt(at) != '$' || at + 1 >= text.length()) {
        return new Use(at);
      }
      if (text.charAt(at + 1) == '{') {
        int close = text.indexOf('}', at);
        // Also where none of them is a variable, all are looked for.
        budget.work((close < 0 ? text.length() : close) - at, line.span());
        return close < 0 ? new Use(at) : named(text.substring(at + 2, close), at, close + 1, file);
      }
      int end = nameEnd(text, at + 1);
      boolean ends = end == text.length() || " \t\r\f\u000B,)".indexOf(text.charAt(end)) >= 0;
      return end > at + 1 && ends ? named(text.substring(at + 1, end), at, end, file) : new Use(at);
    }

    private Use named(String name, int start, int end, SourceFile file) {
      if (active.contains(name)) {
        return new Use(start);
      }
      String bound = bindings.get(name);
      if (bound != null) {
        return new Use("", end, List.of(bound));
      }
      List<String> defined = definitions.get(name);
      if (defined != null) {
        return new Use(name, end, defined);
      }
      if (name.startsWith("_")) {
        var given = predefined(name, file, line.span(0, Math.min(end, line.length())));
        if (given.isPresent()) {
          return new Use("", end, List.of(given.get()));
        }
      }
      return new Use(start);
    }
  }

  /** A variable's use: which, where it ends, and the lines to put in. */
  private record Use(String name, int end, List<String> lines) {
    /** No variable: it ends where it would begin. */
    Use(int at) {
      this("", at, List.of());
    }
  }

  /**
   * The line or lines that {@code line} becomes.
   *
   * @param bindings the loop variables of {@code ~SEQ} and {@code ~LST}, which come first
   */
  List<Spanned> expand(Spanned line, Map<String, String> bindings) {
    if (line.text().indexOf('$') < 0) {
      return List.of(line);
    }
    return new Expansion(line, bindings).run();
  }

  private Optional<String> predefined(String use, SourceFile file, SourceSpan span) {
    int blank = use.indexOf(' ');
    String name = blank < 0 ? use : use.substring(0, blank);
    String rest = blank < 0 ? "" : use.substring(blank).strip();
    return switch (name) {
      case "_PWD" -> Optional.of(file.directory());
      case "_INSTANCE" -> Optional.of(configId);
      case "_HASH" -> Optional.of("#");
      case "_BANG" -> Optional.of("!");
      case "_ENV" -> environment(rest, span);
      case "_RANDOM" -> random(rest, span);
      default -> Optional.empty();
    };
  }

  private Optional<String> environment(String name, SourceSpan span) {
    if (name.isEmpty()) {
      diagnostics.add(
          Diagnostic.error("env-name", span, "${_ENV} needs the name of a variable")
              .withHelp("write ${_ENV NAME}"));
      return Optional.of("");
    }
    return Optional.of(facts.environment(name));
  }

  private Optional<String> random(String rest, SourceSpan span) {
    long from = 0;
    long to = 32767;
    String[] words = rest.isEmpty() ? new String[0] : rest.split("\\s+", -1);
    for (int i = 0; i < words.length; i++) {
      var number = Numbers.decimal(words[i]);
      if (words.length > 2 || number.isEmpty()) {
        diagnostics.add(
            Diagnostic.error("random", span, "Invalid parameters for ${_RANDOM " + rest + "}")
                .withHelp("write ${_RANDOM MIN MAX} with two whole numbers"));
        return Optional.empty();
      }
      if (i == 0) {
        from = number.getAsLong();
      } else {
        to = number.getAsLong();
      }
    }
    if (from > to) {
      diagnostics.error(
          "random",
          span,
          "${_RANDOM " + rest + "}: minimum exceeds maximum",
          "write the smaller number first");
      return Optional.of(Long.toString(from));
    }
    return Optional.of(Long.toString(from + Long.remainderUnsigned(nextRandom(), to - from + 1)));
  }

  /** SplitMix64: good enough to spread numbers, and the same for the same seed. */
  private long nextRandom() {
    randomState += 0x9E3779B97F4A7C15L;
    long mixed = (randomState ^ randomState >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }
}
