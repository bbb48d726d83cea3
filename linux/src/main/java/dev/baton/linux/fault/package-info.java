/**
 * Failures of the kernel on demand, for tests: what a take-over, a stop or a reload does when any
 * one of its system calls fails.
 *
 * <p>Count the calls of a course of events, then go through it once for each index, with that call
 * failing. After each: nothing is left open, the failure was told, and the next attempt succeeds.
 *
 * <p>Exported only to the modules whose tests use it. Without a {@link
 * dev.baton.linux.fault.KernelFaults} a system call pays one read of a field for it.
 */
package dev.baton.linux.fault;
