/**
 * The C library's functions and the kernel's constants, spelled as in C. This package is not
 * exported; the packages next to it are built on it.
 *
 * <p>All calls go through {@link dev.baton.linux.libc.Syscall}. {@link dev.baton.linux.libc.Sys}
 * contains the numbers of the system calls. A class named after a header, such as {@link
 * dev.baton.linux.libc.SysSocket} for {@code <sys/socket.h>}, contains the constants of that header
 * and, nested, the layouts of its structures. A {@link dev.baton.linux.libc.CLibrary} is a library
 * function that is not a system call.
 *
 * <p>In a test, gcc compares every number here with the machine's headers. At run time, Linux 5.14
 * and glibc 2.34 are needed, for {@code epoll_pwait2} and {@code
 * posix_spawn_file_actions_addclosefrom_np}.
 */
package dev.baton.linux.libc;
