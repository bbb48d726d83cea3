package dev.baton.config.text;

/**
 * What the command line says about how to read.
 *
 * @param configId option -i, which {@code @id} lines and {@code ${_INSTANCE}} mean; empty for the
 *     host's name up to its first dot
 * @param allIncludeChecks option -e: every include must find what it names
 * @param randomSeed where the numbers of {@code ${_RANDOM}} start
 */
public record ReadOptions(String configId, boolean allIncludeChecks, long randomSeed) {

  /** No option given. */
  public static final ReadOptions DEFAULT = new ReadOptions("", false, 1);
}
