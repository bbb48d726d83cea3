/**
 * One host as a whole: every virtual router that it takes part in, the trackers of these, and their
 * deadlines.
 *
 * <p>The node is the only mutable owner of state. One event can cascade, from a tracker to a
 * priority to an instance to its group. The node processes the whole cascade within the turn, in a
 * bounded number of steps, and adverts leave before the kernel is changed.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>A deadline that has come is handled once. Afterwards it is in the future, or there is none.
 *   <li>Each instance has at most one plan in progress; the newest wish wins.
 *   <li>A transition is reported once the kernel is in the new state, and every one is reported.
 *   <li>Only acknowledged facts count: an instance has the addresses that the kernel acknowledged.
 * </ul>
 *
 * <p>Start with {@link dev.baton.core.node.Node}, then {@code Instance}, {@code Eligibility}
 * (whether the host's state lets an instance take part) and {@code OwnedResources} (what an
 * instance holds in the kernel).
 */
package dev.baton.core.node;
