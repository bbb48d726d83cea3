/**
 * Many hosts on one virtual LAN in virtual time, with faults that a seed chooses.
 *
 * <p>The hosts run the unchanged core. Invariants are checked after every event, and the same seed
 * tells the same story every time: a failure is repeated by {@code ./dev sim --seed N}.
 *
 * <p>Nothing here reads a clock or a random number that the seed did not make. Not shipped.
 */
package dev.baton.sim;
