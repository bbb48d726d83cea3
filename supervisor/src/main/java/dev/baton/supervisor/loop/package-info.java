/**
 * The single thread on which the supervisor makes its decisions. It handles ready descriptors,
 * deadlines, and work that other threads hand over.
 *
 * <p>All state of the supervisor belongs to this thread, so nothing needs a lock. Unlike the
 * router's loop, it may be late. Even so, it never blocks on anything that another process could
 * delay.
 *
 * <p>Start with {@link dev.baton.supervisor.loop.EventLoop}.
 */
package dev.baton.supervisor.loop;
