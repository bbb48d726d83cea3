/**
 * Processes: starting one that inherits nothing it should not, waiting for its end without waiting,
 * and what a process says of itself to the kernel.
 *
 * <p>A child is held by a pidfd, which never comes to mean another process. It is started by
 * posix_spawn(3), which blocks until the child has called exec: never on the router's loop. Another
 * user's child gives root's rights up itself, by a program of the system: {@link
 * dev.baton.linux.process.UserChange}.
 *
 * <p>Start with {@link dev.baton.linux.process.SpawnRequest}.
 */
package dev.baton.linux.process;
