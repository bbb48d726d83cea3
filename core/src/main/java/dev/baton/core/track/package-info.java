/**
 * What raises or lowers the priority of a virtual router, or puts it in FAULT: interfaces, scripts,
 * files, processes.
 *
 * <p>A tracker turns observations into an up-or-down result with its own hysteresis ({@code rise},
 * {@code fall}), and the result into a weight. It observes nothing itself: the supervisor runs what
 * {@link dev.baton.core.track.ScriptMachine} requests and returns the results.
 *
 * <p>The terms are those of keepalived.conf(5). Start with {@link dev.baton.core.track.Weight}.
 */
package dev.baton.core.track;
