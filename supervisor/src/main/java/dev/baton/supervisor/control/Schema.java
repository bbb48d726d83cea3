package dev.baton.supervisor.control;

/** The version of the answers. */
final class Schema {

  /** It rises when a field changes its meaning or goes; new fields may come without. */
  static final int VERSION = 1;

  private Schema() {}
}
