/**
 * Measurements of Baton and keepalived side by side, in one run on one machine.
 *
 * <p>Take-overs are timed by captured packets. A probe with the highest real-time priority runs
 * beside them, so that a stall of the host is not blamed on either. The 99th percentile is what
 * counts, never one maximum.
 *
 * <p>Run it by {@code ./dev bench}, as root. Not shipped.
 */
package dev.baton.bench;
