/**
 * The Linux kernel and C library as typed Java calls, by the Foreign Function and Memory API.
 *
 * <p>Nothing else in Baton touches native memory. A kernel error is a value, a negated errno, or an
 * {@code OsException} that names the call and its subject where nobody could go on; a call that is
 * bound wrongly is an {@code AssertionError}. What a number means is looked up in the header that
 * the constant names, and gcc checks it in the tests.
 *
 * <p>Start with {@code libc}, then {@code socket} and {@code netlink}.
 */
package dev.baton.linux;
