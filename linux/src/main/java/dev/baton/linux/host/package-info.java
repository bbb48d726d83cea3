/**
 * The host: files, opened with the care that a daemon running as root must take, users and groups,
 * watching files for changes, scheduling and memory, network namespaces, kernel settings and
 * clocks.
 *
 * <p>Any of these calls may wait for a disk, a name service or a lock. None of them belongs on the
 * router's loop, except those that affect only the calling thread, once, when it starts.
 *
 * <p>Scheduling, CPU affinity and the network namespace belong to a thread, not to the process; a
 * new thread inherits those of the thread that starts it. See sched(7), path_resolution(7),
 * inotify(7), network_namespaces(7).
 */
package dev.baton.linux.host;
