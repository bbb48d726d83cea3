package dev.baton.config.diagnose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects the diagnostics of one reading, each once, and keeps their number bounded: a hostile or
 * foreign file makes a mistake in every line.
 */
public final class Diagnostics {

  /** More than a person reads; the rest is counted, but the first that no daemon starts with. */
  private static final int KEPT_MAX = 2_000;

  private final List<Diagnostic> kept = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private ExitClass worst = ExitClass.ADVICE;
  private boolean ends;
  private boolean scriptsUnjudged;
  private long dropped;

  private final List<SourceFile> files;

  /** Nothing is wrong yet; files come in the order in which they are first spoken of. */
  public Diagnostics() {
    this(List.of());
  }

  /** Nothing is wrong yet; these files come first. */
  public Diagnostics(List<SourceFile> files) {
    this.files = files;
  }

  /** Says that keepalived ends here before it judges any script, so that no script weighs. */
  public void leaveScriptsUnjudged() {
    scriptsUnjudged = true;
  }

  /** Takes one diagnostic in, unless the same was said of the same place. */
  public void add(Diagnostic diagnostic) {
    if (diagnostic.exitClass().compareTo(worst) > 0) {
      worst = diagnostic.exitClass();
    }
    if (isFull() && (ends || !diagnostic.ends())) {
      dropped++;
      return;
    }
    if (seen.add(diagnostic.span() + " " + diagnostic.message())) {
      kept.add(diagnostic);
      ends |= diagnostic.ends();
    }
  }

  /** Whether more will not be shown, so that advice need not be thought of. */
  public boolean isFull() {
    return kept.size() >= KEPT_MAX;
  }

  /** An ordinary mistake, and what to write instead. */
  public void error(String code, SourceSpan span, String message, String help) {
    add(Diagnostic.error(code, span, message).withHelp(help));
  }

  /** The exit code of {@code -t}. */
  public int exitCode() {
    boolean hidden = scriptsUnjudged && worst == ExitClass.SECURITY;
    return hidden ? ExitClass.ORDINARY.exitCode() : worst.exitCode();
  }

  /** The place of each file in their order; no file comes last. */
  private Map<SourceFile, Integer> order() {
    var places = new HashMap<SourceFile, Integer>();
    for (SourceFile file : files) {
      places.putIfAbsent(file, places.size());
    }
    for (Diagnostic diagnostic : kept) {
      places.putIfAbsent(diagnostic.span().file(), places.size());
    }
    places.put(SourceFile.NONE, places.size());
    return places;
  }

  /** All that was said, in the order of the places within the reading; places of none last. */
  public List<Diagnostic> all() {
    if (kept.isEmpty()) {
      return List.of();
    }
    var all = new ArrayList<>(kept);
    Map<SourceFile, Integer> order = order();
    all.sort(
        Comparator.comparingInt((Diagnostic d) -> order.getOrDefault(d.span().file(), 0))
            .thenComparingInt(d -> d.span().line())
            .thenComparingInt(d -> d.span().column()));
    if (dropped == 0) {
      return List.copyOf(all);
    }
    all.add(
        Diagnostic.warning(
            "too-many", SourceSpan.NONE, dropped + " further messages are not shown"));
    return all;
  }
}
