/**
 * The C library and the kernel's numbers, as C spells them: not exported, the raw material of the
 * packages beside it.
 *
 * <p>{@link dev.baton.linux.libc.Syscall} is the one door; {@link dev.baton.linux.libc.Sys} has the
 * numbers of the calls. A class named after a header, such as {@link
 * dev.baton.linux.libc.SysSocket} for {@code <sys/socket.h>}, holds that header's constants and,
 * nested, the layouts of its structures. A library function that is no system call is a {@link
 * dev.baton.linux.libc.CLibrary}.
 *
 * <p>Every number here is compared by gcc with the machine's headers in a test. Needed at run time:
 * Linux 5.14 and glibc 2.34, for {@code epoll_pwait2} and {@code
 * posix_spawn_file_actions_addclosefrom_np}.
 */
package dev.baton.linux.libc;
