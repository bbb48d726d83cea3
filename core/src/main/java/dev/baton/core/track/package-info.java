/**
 * What raises or lowers the priority of a virtual router, or puts it in FAULT: interfaces, scripts,
 * files, processes.
 *
 * <p>A tracker turns observations into an up-or-down verdict with its own hysteresis ({@code rise},
 * {@code fall}), and the verdict into a weight. It observes nothing itself.
 */
package dev.baton.core.track;
