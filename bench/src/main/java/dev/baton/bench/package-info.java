/**
 * Measurements of Baton and keepalived side by side, in one run on one machine.
 *
 * <p>Take-overs are timed by captured packets. A probe runs beside them, so that a stall of the
 * host is not blamed on either.
 */
package dev.baton.bench;
