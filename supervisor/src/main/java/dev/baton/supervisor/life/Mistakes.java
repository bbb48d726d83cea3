package dev.baton.supervisor.life;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.ExitClass;
import dev.baton.config.diagnose.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The errors of one reading by kind and text, and how often each occurred. Locations are left out:
 * an error that was already in the file stays the same when its line moves.
 */
record Mistakes(Map<String, Integer> counts) {

  /** Of a configuration without errors. */
  static final Mistakes NONE = new Mistakes(Map.of());

  static Mistakes of(List<Diagnostic> diagnostics) {
    var counts = new HashMap<String, Integer>();
    for (Diagnostic diagnostic : diagnostics) {
      if (isError(diagnostic)) {
        counts.merge(key(diagnostic), 1, Integer::sum);
      }
    }
    return new Mistakes(Map.copyOf(counts));
  }

  /** The errors among these that are not here, or not so often, in their order. */
  List<Diagnostic> newAmong(List<Diagnostic> diagnostics) {
    var left = new HashMap<>(counts);
    var fresh = new ArrayList<Diagnostic>();
    for (Diagnostic diagnostic : diagnostics) {
      if (isError(diagnostic) && left.merge(key(diagnostic), -1, Integer::sum) < 0) {
        fresh.add(diagnostic);
      }
    }
    return List.copyOf(fresh);
  }

  /**
   * Something that is written is not done. That scripts run although nobody asked for their safety
   * costs an exit code of {@code -t}, but they do run.
   */
  private static boolean isError(Diagnostic diagnostic) {
    return diagnostic.severity() == Severity.ERROR && diagnostic.exitClass() != ExitClass.SECURITY;
  }

  private static String key(Diagnostic diagnostic) {
    return diagnostic.code() + " " + diagnostic.message();
  }
}
