package dev.baton.sim;

/**
 * Something that goes wrong for a while.
 *
 * @param text what, for the story
 * @param begin what is done to the world when it begins
 * @param end what puts it right
 */
record Fault(String text, Runnable begin, Runnable end) {}
