/**
 * Waiting: one call that returns when a descriptor is ready, a deadline has come, another thread
 * calls or a signal has arrived.
 *
 * <p>A loop owns one {@link dev.baton.linux.poll.Poller}. It needs no timer descriptor, since the
 * wait itself ends at a nanosecond ({@code epoll_pwait2}); other threads reach it by a {@link
 * dev.baton.linux.poll.Wakeup}, signals by a {@link dev.baton.linux.poll.SignalQueue}. Nothing here
 * allocates once it is open, except that a signal is a value.
 *
 * <p>See epoll(7), eventfd(2), signalfd(2). Start with {@link dev.baton.linux.poll.Poller}.
 */
package dev.baton.linux.poll;
