/**
 * The sockets that VRRP is spoken by. They are opened and closed by the kernel worker, for joining
 * and leaving a group waits for a kernel lock, and read and written by the loop.
 */
package dev.baton.router.socket;
