/**
 * The outside of a configuration, live: the files it is read from and the facts of the host. And
 * the daemon's own files: pid files with their locks, dumps that replace their predecessors whole.
 *
 * <p>No read blocks (nothing but regular files is opened) and none is unbounded. What is written
 * into a directory where everybody may write never follows a link that somebody else put there.
 *
 * <p>Start with {@link dev.baton.supervisor.files.LiveSources} and {@link
 * dev.baton.supervisor.files.LiveHostFacts}.
 */
package dev.baton.supervisor.files;
