/**
 * The process that speaks VRRP. It is real time: nothing here waits for a file, a script or a
 * library.
 *
 * <p>Two threads and no other: the loop reads packets and deadlines and sends adverts; the worker
 * change the kernel, which may make them wait for a lock that others hold. Both are real-time when
 * the configuration asks for it.
 *
 * <p>Start with {@code Main}, which adopts the socket to the supervisor, and the {@code loop}.
 */
package dev.baton.router;
