/**
 * Makes system calls fail on demand, for tests of what a takeover, a shutdown or a reload does when
 * any one of its calls fails.
 *
 * <p>Count the calls of a scenario, then run it once for each of them, with that call failing.
 * After each run, nothing must be left open, the failure must have been reported, and the next
 * attempt must succeed.
 *
 * <p>Exported only to the modules whose tests use it. Without an active {@link
 * dev.baton.linux.fault.KernelFaults}, the cost is one field read per system call.
 */
package dev.baton.linux.fault;
