/**
 * What raises or lowers the priority of a virtual router, or puts it in FAULT: interfaces, scripts,
 * files, processes.
 *
 * <p>A tracker turns observations into an up-or-down verdict with its own hysteresis ({@code rise},
 * {@code fall}), and the verdict into a weight. It observes nothing itself: the supervisor runs
 * what {@link dev.baton.core.track.ScriptMachine} asks for and brings the results back.
 *
 * <p>Vocabulary: keepalived.conf(5). Start with {@link dev.baton.core.track.Weight}.
 */
package dev.baton.core.track;
