/**
 * Waiting: a single call that returns when a descriptor is ready, a deadline is reached, another
 * thread wakes it or a signal arrives.
 *
 * <p>Each loop owns one {@link dev.baton.linux.poll.Poller}. It needs no timer descriptor, because
 * {@code epoll_pwait2} ends its wait at a nanosecond. Other threads wake it through a {@link
 * dev.baton.linux.poll.Wakeup}, and signals arrive through a {@link
 * dev.baton.linux.poll.SignalQueue}. Once open, nothing here allocates memory, except for the value
 * that represents a signal.
 *
 * <p>See epoll(7), eventfd(2), signalfd(2). Start with {@link dev.baton.linux.poll.Poller}.
 */
package dev.baton.linux.poll;
