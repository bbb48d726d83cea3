package dev.baton.config.facts;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.facts.HostFacts.UserFact;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The questions of one reading that the host takes long to answer: who a user is, and what stands
 * at a path. Each different one is asked once, and only so many are asked at all: 60,000 scripts
 * would take eight seconds, and their answers more memory than the text.
 */
public final class HostQuestions {

  /** An answer takes 0.1 to 0.4 ms; a thousand instances with four scripts of their own fit in. */
  private static final int COST_MAX = 5_000;

  /** Of the way to a path, which is kept step by step. */
  private static final int CHARACTERS_PER_COST = 1_000;

  private final HostFacts facts;
  private final Diagnostics diagnostics;
  private final Map<String, PathFact> paths = new HashMap<>();
  private final Set<String> others = new HashSet<>();
  private long cost;

  /** Nothing has been asked yet. */
  public HostQuestions(HostFacts facts, Diagnostics diagnostics) {
    this.facts = facts;
    this.diagnostics = diagnostics;
  }

  /** The user of that name, for what stands at that place. */
  public Optional<UserFact> user(String name, SourceSpan span) {
    return mayAsk("user " + name, span) ? facts.user(name) : Optional.empty();
  }

  /** The number of the group of that name. */
  public OptionalInt group(String name, SourceSpan span) {
    return mayAsk("group " + name, span) ? facts.group(name) : OptionalInt.empty();
  }

  /** The file of that program in PATH; empty if there is none. */
  public String program(String name, SourceSpan span) {
    return mayAsk("program " + name, span) ? facts.program(name) : "";
  }

  /** What stands at an absolute path, and on the way to it. */
  public PathFact path(String path, SourceSpan span) {
    PathFact known = paths.get(path);
    if (known != null) {
      return known;
    }
    if (!spend(1, span)) {
      return PathFact.absent(path);
    }
    PathFact found = facts.path(path);
    long characters = 0;
    for (PathFact.Step step : found.steps()) {
      characters += step.path().length();
    }
    spend(characters / CHARACTERS_PER_COST, span);
    paths.put(path, found);
    return found;
  }

  /** A variable of the daemon's environment, which costs nothing. */
  public String environment(String name) {
    return facts.environment(name);
  }

  private boolean mayAsk(String question, SourceSpan span) {
    return others.contains(question) || (spend(1, span) && others.add(question));
  }

  private boolean spend(long more, SourceSpan span) {
    boolean told = cost > COST_MAX;
    cost += more;
    if (cost > COST_MAX && !told) {
      diagnostics.add(
          Diagnostic.error("too-many-scripts", span, "Configuration has too many scripts and users")
              .because(
                  "it names more than "
                      + COST_MAX
                      + " different programs, files, users and groups, which all have to be looked"
                      + " up on this host")
              .withHelp("let several instances or checks share one script with arguments")
              .ending());
    }
    return cost <= COST_MAX;
  }
}
