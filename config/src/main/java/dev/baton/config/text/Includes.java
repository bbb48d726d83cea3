package dev.baton.config.text;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.ExitClass;
import dev.baton.config.diagnose.SourceFile;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.facts.Sources;
import java.util.ArrayList;
import java.util.List;

/**
 * The include family. One word and a glob(7) pattern with brace alternatives, relative to the
 * directory of the including file; the letter after {@code include} says what must be found.
 */
final class Includes {

  /** Files within files. keepalived stops when its descriptors run out. */
  private static final int DEPTH_MAX = 64;

  /** What the braces of one pattern may stand for. */
  private static final int PATTERNS_MAX = 1_000;

  /** Who takes in the lines of a file. */
  interface LineTaker {
    void accept(List<Spanned> lines);
  }

  private static final int READ = 1;
  private static final int MATCH = 2;
  private static final int WILDCARD = 4;
  private static final int BRACE = 8;
  private static final int ALL = READ | MATCH | WILDCARD | BRACE;

  private final Sources sources;
  private final Diagnostics diagnostics;
  private final Budget budget;
  private final LineTaker reader;
  private final List<String> open = new ArrayList<>();
  private int defaultChecks;
  private final List<SourceFile> files = new ArrayList<>();

  Includes(Sources sources, Diagnostics diagnostics, Budget budget, LineTaker reader) {
    this.sources = sources;
    this.diagnostics = diagnostics;
    this.budget = budget;
    this.reader = reader;
  }

  /** The files that were read so far, in that order. */
  List<SourceFile> files() {
    return List.copyOf(files);
  }

  /** Option -e: all that plain includes name must be there. */
  void checkAll() {
    defaultChecks = ALL;
  }

  /** The words of an {@code include_check} statement, which holds for plain includes after it. */
  void check(List<Word> words) {
    if (words.size() < 2) {
      defaultChecks = ALL;
      return;
    }
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i).text();
      boolean signed = word.startsWith("+") || word.startsWith("-");
      int bit = checkNamed(signed ? word.substring(1) : word);
      if (bit == 0) {
        return;
      }
      if (signed) {
        defaultChecks = word.startsWith("+") ? defaultChecks | bit : defaultChecks & ~bit;
      } else {
        defaultChecks = bit;
      }
    }
  }

  private static int checkNamed(String name) {
    return switch (name) {
      case "read" -> READ;
      case "match" -> MATCH | READ;
      case "wildcard_match" -> WILDCARD | READ;
      case "brace_match" -> BRACE | READ;
      default -> 0;
    };
  }

  /** Reads the main file; whether there was one. */
  boolean main(String path) {
    int checks = defaultChecks;
    boolean found = false;
    for (String pattern : alternatives(path, SourceSpan.NONE)) {
      for (String name : names(pattern, SourceSpan.NONE)) {
        found |= readFile(name, SourceSpan.NONE, checks);
      }
    }
    if (!found) {
      diagnostics.add(
          Diagnostic.warning(
                  "no-main-file", SourceSpan.NONE, "Config files missing '" + path + "'.")
              .weighing(checks == 0 ? ExitClass.NOTE : ExitClass.FATAL)
              .withHelp("name the configuration file with -f"));
    }
    return found;
  }

  /** Follows the line if it is an include; whether it is one. */
  boolean follow(Spanned line) {
    String text = line.text();
    if (!text.startsWith("include")) {
      return false;
    }
    int end = 7;
    while (end < text.length() && !Spanned.isBlank(text.charAt(end))) {
      end++;
    }
    int checks = checks(text.substring(7, end));
    Spanned argument = line.part(end, text.length()).trimmed();
    if (checks < 0 || argument.isEmpty()) {
      return false;
    }
    include(argument, checks);
    return true;
  }

  private int checks(String letters) {
    return switch (letters) {
      case "" -> defaultChecks;
      case "r" -> READ;
      case "m" -> MATCH | READ;
      case "w" -> WILDCARD | MATCH | READ;
      case "b" -> BRACE | READ;
      case "a" -> ALL;
      default -> -1;
    };
  }

  private void include(Spanned argument, int checks) {
    String given = argument.text();
    SourceSpan span = argument.span();
    List<String> patterns = alternatives(given, span);
    String base = argument.file().directory();
    int matched = 0;
    boolean anyAlternativeMissing = false;
    for (String pattern : patterns) {
      String path = pattern.startsWith("/") || base.equals(".") ? pattern : base + "/" + pattern;
      List<String> found = names(path, span);
      boolean here = false;
      for (String name : found) {
        here |= readFile(name, span, checks);
      }
      matched += here ? 1 : 0;
      anyAlternativeMissing |= !here;
    }
    if (hasWildcard(given)) {
      // Alternatives of a pattern are a pattern: what one of them lacks, another may have.
      if (matched == 0) {
        unmatched(patterns.get(0), given, argument, checks);
      }
    } else if (patterns.size() > 1 && anyAlternativeMissing) {
      missing(given, span, (checks & BRACE) != 0);
    } else if (matched == 0) {
      missing(given, span, (checks & MATCH) != 0);
    }
  }

  private void missing(String given, SourceSpan span, boolean required) {
    diagnostics.add(
        Diagnostic.warning("include-missing", span, "Config files missing '" + given + "'.")
            .weighing(required ? ExitClass.FILE : ExitClass.NOTE)
            .because(
                given.startsWith("\"")
                    ? "quotes are part of the name"
                    : hasWildcard(given) ? "no such directory" : "no such file")
            .withHelp(given.startsWith("\"") ? "write the name without quotes" : ""));
  }

  /**
   * A pattern may match nothing, but an operator who made a slip in it wants to know; keepalived
   * takes it for a missing file if not even its directory exists.
   */
  private void unmatched(String pattern, String given, Spanned argument, int checks) {
    SourceSpan span = argument.span();
    String directory = literalDirectory(pattern, argument.file().directory());
    if (!directory.isEmpty() && !sources.isDirectory(directory)) {
      missing(given, span, (checks & MATCH) != 0);
      return;
    }
    String message = "No config files matched '" + given + "'.";
    boolean required = (checks & WILDCARD) != 0;
    var told =
        required
            ? Diagnostic.error("include-missing", span, message).weighing(ExitClass.FILE)
            : Diagnostic.advice("include-missing", span, message);
    diagnostics.add(told.because("no file in the directory matches"));
  }

  /** The directory that a pattern names before its first sign; empty for the current one. */
  private static String literalDirectory(String pattern, String base) {
    int sign = 0;
    while (sign < pattern.length() && "*?[".indexOf(pattern.charAt(sign)) < 0) {
      sign++;
    }
    int slash = pattern.lastIndexOf('/', sign);
    if (slash < 0) {
      return "";
    }
    String directory = slash == 0 ? "/" : pattern.substring(0, slash);
    return pattern.startsWith("/") || base.equals(".") ? directory : base + "/" + directory;
  }

  private List<String> names(String path, SourceSpan span) {
    if (!hasWildcard(path)) {
      return List.of(path);
    }
    if (budget.exhausted()) {
      return List.of();
    }
    Sources.Matches matches = sources.matching(path, budget.entriesLeft());
    return budget.work((long) Budget.ENTRY_WORK * matches.entries(), span)
        ? matches.names()
        : List.of();
  }

  private static boolean hasWildcard(String pattern) {
    return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0 || pattern.indexOf('[') >= 0;
  }

  /** Reads one file; whether it was there, readable or not. */
  private boolean readFile(String name, SourceSpan span, int checks) {
    if (open.contains(name) || open.size() >= DEPTH_MAX) {
      String what =
          open.contains(name)
              ? "it includes itself"
              : "includes are nested more than " + DEPTH_MAX + " deep";
      diagnostics.add(
          Diagnostic.error("include-cycle", span, "Configuration file '" + name + "' not read")
              .because(what));
      return true;
    }
    if (!budget.work(Budget.FILE_WORK, span)) {
      return true;
    }
    // No pattern switch: its bootstrap would cost more than the reading at a start.
    Sources.Reading reading = sources.read(name);
    if (reading instanceof Sources.Content(byte[] bytes)) {
      if (budget.spendSource(bytes, span)) {
        open.add(name);
        var file = new SourceFile(name, LineReader.physicalLines(bytes));
        files.add(file);
        reader.accept(LineReader.read(file, bytes, diagnostics));
        open.remove(open.size() - 1);
      }
      return true;
    }
    return refused(name, span, checks, ((Sources.Refused) reading).reason());
  }

  /** Tells why a file was not read; whether there is a file at all. */
  private boolean refused(String name, SourceSpan span, int checks, Sources.Reason reason) {
    if (reason == Sources.Reason.MISSING) {
      return false;
    }
    if (reason == Sources.Reason.TOO_LARGE) {
      budget.refuseSource(span);
      return true;
    }
    boolean unmarked = reason == Sources.Reason.DIRECTORY && !name.endsWith("/");
    String shown = unmarked ? name + "/" : name;
    diagnostics.add(
        Diagnostic.warning(
                "include-unreadable",
                span,
                "Configuration file '" + shown + "' is " + reason.text() + " - skipping")
            .weighing((checks & READ) != 0 ? ExitClass.FILE : ExitClass.NOTE)
            .withHelp(reason == Sources.Reason.EXECUTABLE ? "chmod a-x " + name : ""));
    return true;
  }

  /** The patterns that brace alternatives stand for: {@code {a,b}.conf} is two. */
  private List<String> alternatives(String pattern, SourceSpan span) {
    var done = new ArrayList<String>();
    var pending = new ArrayList<String>();
    pending.add(pattern);
    while (!pending.isEmpty()
        && done.size() < PATTERNS_MAX
        && budget.work(pattern.length(), span)) {
      String next = pending.remove(pending.size() - 1);
      int openBrace = next.indexOf('{');
      int close = openBrace < 0 ? -1 : closing(next, openBrace);
      if (close < 0) {
        done.add(0, next);
        continue;
      }
      int from = openBrace + 1;
      for (int i = from, depth = 0; i <= close && pending.size() < PATTERNS_MAX; i++) {
        char c = next.charAt(i);
        depth += c == '{' ? 1 : c == '}' && i < close ? -1 : 0;
        if (i == close || (c == ',' && depth == 0)) {
          String item = next.substring(from, i);
          pending.add(next.substring(0, openBrace) + item + next.substring(close + 1));
          budget.work(next.length(), span);
          from = i + 1;
        }
      }
    }
    return done;
  }

  private static int closing(String pattern, int openBrace) {
    int depth = 0;
    for (int i = openBrace; i < pattern.length(); i++) {
      depth += pattern.charAt(i) == '{' ? 1 : pattern.charAt(i) == '}' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }
}
