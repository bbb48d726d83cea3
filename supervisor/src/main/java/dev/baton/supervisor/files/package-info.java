/**
 * The daemon's own files: pid files with their locks, dumps that replace their predecessors whole.
 *
 * <p>What is written into a directory where everybody may write never follows a link that somebody
 * else put there. The files and facts that a configuration is read from are the module {@code
 * host}'s.
 *
 * <p>Start with {@link dev.baton.supervisor.files.PidFile} and {@link
 * dev.baton.supervisor.files.ReplacedFile}.
 */
package dev.baton.supervisor.files;
