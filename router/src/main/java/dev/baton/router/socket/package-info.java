/**
 * The sockets that carry VRRP. The kernel worker opens and closes them, because joining or leaving
 * a multicast group waits for a kernel lock. The loop reads and writes them.
 */
package dev.baton.router.socket;
