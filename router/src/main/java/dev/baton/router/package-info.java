/**
 * The process that speaks VRRP. It is real time: nothing here waits for a file, a script or a
 * library.
 *
 * <p>Two threads and no other: the loop reads packets and deadlines and sends adverts; the hands
 * change the kernel, which may make them wait for a lock that others hold.
 */
package dev.baton.router;
