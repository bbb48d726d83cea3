package dev.baton.sim;

/** An invariant that did not hold. It ends the run. */
final class Violation extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** What is wrong, in a sentence that names the hosts. */
  Violation(String message) {
    super(message, null, false, false);
  }

  /** The core threw, where it must not. */
  Violation(String message, Throwable bug) {
    super(message, bug);
  }
}
