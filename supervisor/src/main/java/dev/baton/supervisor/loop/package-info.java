/**
 * The one thread on which the supervisor decides: descriptors that become ready, deadlines that
 * come, and work that other threads hand over.
 *
 * <p>Everything that the supervisor owns belongs to this thread, so nothing is locked. It may be
 * late, unlike the router's; it still blocks on nothing whose end others decide.
 *
 * <p>Start with {@link dev.baton.supervisor.loop.EventLoop}.
 */
package dev.baton.supervisor.loop;
