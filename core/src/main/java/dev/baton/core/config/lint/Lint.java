package dev.baton.core.config.lint;

import dev.baton.core.config.diagnose.Diagnostic;
import java.util.List;

/** Looks for one kind of trouble. */
interface Lint {

  /** Adds what it finds. */
  void look(Subject subject, List<Diagnostic> found);
}
