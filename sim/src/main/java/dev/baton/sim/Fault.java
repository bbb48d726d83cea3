package dev.baton.sim;

/**
 * Something that goes wrong for a while.
 *
 * @param text what, for the story
 * @param begin what is done to the world when it begins
 * @param end what puts it right
 * @param intervalNanos the advert interval that it brings, which stays; 0 if it brings none
 */
record Fault(String text, Runnable begin, Runnable end, long intervalNanos) {

  /** A fault that leaves the advert intervals alone. */
  Fault(String text, Runnable begin, Runnable end) {
    this(text, begin, end, 0);
  }

  /** The same, with the interval that it brings. */
  Fault bringing(long otherNanos) {
    return new Fault(text, begin, end, otherNanos);
  }
}
