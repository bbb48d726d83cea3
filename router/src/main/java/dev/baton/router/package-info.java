/**
 * The process that speaks VRRP. It must react in real time, so its loop never waits for a file, a
 * script or a library.
 *
 * <p>The loop reads packets, watches deadlines and sends adverts. The kernel worker changes the
 * kernel's state, where it may have to wait for a lock that others hold. Both threads run at
 * real-time priority if the configuration asks for it. Tasks without a deadline, such as parsing,
 * run on a third thread.
 *
 * <p>Start with {@code Main}, which takes over the socket to the supervisor, then {@code loop}.
 */
package dev.baton.router;
