package dev.baton.core.kernel;

/**
 * What made a link, and what it stands on.
 *
 * @param kind as {@code ip -d link} has it, such as {@code macvlan}; empty for hardware
 * @param mode how a macvlan or ipvlan treats its siblings, as its kind numbers it; else 0
 * @param parentIndex the link that it stands on, in the same network namespace; 0 for none
 * @param masterIndex the bridge, bond or VRF that it belongs to; 0 for none
 */
public record Stacking(String kind, int mode, int parentIndex, int masterIndex) {

  /** Hardware by itself. */
  public static final Stacking NONE = new Stacking("", 0, 0, 0);
}
