/**
 * One host as a whole: every virtual router it takes part in, what they track, and their deadlines.
 *
 * <p>The node is the only mutable owner of states. One event may cascade, from a tracker to a
 * priority to an instance to its group; it is worked off to the fixpoint within the turn, in a
 * bounded number of steps, and adverts leave before the kernel is changed.
 *
 * <p>Start with {@link dev.baton.core.node.NodeEvent} and {@link dev.baton.core.node.NodeAction}:
 * all that can happen to a host, and all that it can do.
 */
package dev.baton.core.node;
