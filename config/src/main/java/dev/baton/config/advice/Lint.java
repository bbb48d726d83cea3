package dev.baton.config.advice;

import dev.baton.config.diagnose.Diagnostic;
import java.util.List;

/** Looks for one kind of trouble. */
interface Lint {

  /** Adds what it finds. */
  void look(Subject subject, List<Diagnostic> found);
}
