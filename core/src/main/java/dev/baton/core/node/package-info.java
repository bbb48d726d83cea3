/**
 * One host as a whole: every virtual router it takes part in, what they track, and their deadlines.
 *
 * <p>The node is the only mutable owner of states. One event may cascade, from a tracker to a
 * priority to an instance to its group; it is worked off to the fixpoint within the turn, in a
 * bounded number of steps, and adverts leave before the kernel is changed.
 *
 * <p>What always holds:
 *
 * <ul>
 *   <li>A deadline that has come is met once: afterwards it lies in the future, or there is none.
 *   <li>Each instance has at most one plan under way; the newest wish wins.
 *   <li>A transition is told when the kernel is as it says, and every one is told.
 *   <li>What cannot be counted on is not believed: addresses are those that were acknowledged.
 * </ul>
 *
 * <p>Start with {@link dev.baton.core.node.Node}, then {@code Instance}, {@code Eligibility} (what
 * the surroundings make of it) and {@code OwnedResources} (what it holds in the kernel).
 */
package dev.baton.core.node;
