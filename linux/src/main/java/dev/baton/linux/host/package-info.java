/**
 * The host: files with all the care that a daemon run by root owes them, users and groups, changes
 * of files, scheduling and memory, network namespaces, kernel settings and clocks.
 *
 * <p>All of it may wait for a disk, a name service or a lock, so none of it belongs on the router's
 * loop, except what concerns the calling thread once, at its start.
 *
 * <p>Scheduling, affinity and network namespace are a thread's, not a process's: a thread started
 * later has those of the one that started it. See sched(7), path_resolution(7), inotify(7),
 * network_namespaces(7).
 */
package dev.baton.linux.host;
