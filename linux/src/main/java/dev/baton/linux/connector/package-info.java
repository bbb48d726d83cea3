/**
 * The processes of the host: the kernel's process connector tells when one is made, runs another
 * program, or ends, and /proc shows what it is.
 *
 * <p>Both are of the first network namespace and of the first namespace of processes alone: a
 * socket of any other hears nothing.
 *
 * <p>See {@code Documentation/driver-api/connector.rst} of the kernel, proc(5). Start with {@link
 * dev.baton.linux.connector.ProcessWatch}.
 */
package dev.baton.linux.connector;
