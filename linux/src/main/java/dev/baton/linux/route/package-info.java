/**
 * The host's links, addresses and neighbours, through rtnetlink(7): reading them, changing them,
 * and following their changes.
 *
 * <p>{@link dev.baton.linux.route.RouteClient} sends a request and waits for the reply, so it needs
 * a thread that may wait for the kernel's lock. {@link dev.baton.linux.route.RouteMonitor} never
 * waits, so the loop can use it. Its notifications say which socket's request caused a change,
 * which distinguishes our own changes from those of others.
 *
 * <p>After an overrun ({@link dev.baton.linux.route.RouteEvent.Overrun}), only a new dump gives the
 * true state. Open the monitor before the first dump, so that no change is missed between the two.
 *
 * <p>Addresses and routes are changed in batches, with {@link dev.baton.linux.route.ChangeBatch}.
 */
package dev.baton.linux.route;
