package dev.baton.sim;

/**
 * A bug to plant in the core.
 *
 * @param name what a programmer would have got wrong
 * @param file below {@code dev/baton/core}
 * @param before a text that occurs there exactly once
 * @param after what stands in its place
 * @param symptom words of the violation that must be found; empty if any will do
 */
record PlantedBug(String name, String file, String before, String after, String symptom) {

  @Override
  public String toString() {
    return name;
  }
}
