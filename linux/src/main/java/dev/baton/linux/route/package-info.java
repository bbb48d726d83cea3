/**
 * The host's links, addresses and neighbours through rtnetlink(7): what there is, what shall
 * change, and what has changed.
 *
 * <p>{@link dev.baton.linux.route.RouteClient} asks and waits; it is for a thread that may wait for
 * the kernel's lock. {@link dev.baton.linux.route.RouteMonitor} never waits; it is for the loop.
 * Its notifications say which socket's request caused them, so own changes are told from others'.
 *
 * <p>After an overrun ({@link dev.baton.linux.route.RouteEvent.Overrun}) the truth is a new dump.
 * Open the monitor before the first dump: then nothing falls between them.
 *
 * <p>Addresses and routes are changed in batches, {@link dev.baton.linux.route.ChangeBatch}.
 */
package dev.baton.linux.route;
