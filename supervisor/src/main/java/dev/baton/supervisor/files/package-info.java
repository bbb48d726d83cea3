/**
 * The daemon's own files: pid files with their locks, dumps that replace their predecessors whole.
 *
 * <p>A file that is not ours is not written to, wherever it stands: what somebody else put there is
 * neither followed nor waited for nor changed ({@link dev.baton.supervisor.files.OwnFile}), or it
 * is replaced as a whole ({@link dev.baton.supervisor.files.ReplacedFile}). The files and facts
 * that a configuration is read from are the module {@code host}'s.
 *
 * <p>Start with {@link dev.baton.supervisor.files.OwnFile}, then {@link
 * dev.baton.supervisor.files.PidFile}.
 */
package dev.baton.supervisor.files;
