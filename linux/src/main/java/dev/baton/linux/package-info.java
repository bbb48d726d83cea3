/**
 * The Linux kernel and the C library as typed Java calls, through the Foreign Function and Memory
 * API.
 *
 * <p>No other module of Baton touches native memory. A kernel error is a value, a negated errno.
 * Where the caller could not continue, it is an {@code OsException} that names the call and its
 * subject. A wrong binding is an {@code AssertionError}. Each constant names its header, and gcc
 * checks the values in the tests.
 *
 * <p>Start with {@code libc}, then {@code socket} and {@code netlink}.
 */
package dev.baton.linux;
