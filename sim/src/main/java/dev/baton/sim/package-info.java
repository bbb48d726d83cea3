/**
 * Many hosts on one virtual LAN in virtual time, with faults that a seed chooses.
 *
 * <p>The hosts run the unchanged core. Invariants are checked after every event, and the same seed
 * tells the same story every time.
 */
package dev.baton.sim;
