/**
 * The Linux kernel and C library as typed Java calls, by the Foreign Function and Memory API.
 *
 * <p>Nothing else in Baton touches native memory. A kernel error is a value, a negated errno, never
 * an exception; a call that is bound wrongly is an {@code AssertionError}.
 */
package dev.baton.linux;
