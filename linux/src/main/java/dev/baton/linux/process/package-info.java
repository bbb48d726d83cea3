/**
 * Processes: starting a child that inherits nothing it should not, detecting its end without
 * blocking, and settings that a process makes for itself in the kernel.
 *
 * <p>A pidfd refers to a child, and never comes to mean another process. posix_spawn(3) starts the
 * child and blocks until it has called exec, so it must not run on the router's loop. A child that
 * runs as another user gives up root's privileges itself, through a program of the system: see
 * {@link dev.baton.linux.process.UserChange}.
 *
 * <p>Start with {@link dev.baton.linux.process.SpawnRequest}.
 */
package dev.baton.linux.process;
