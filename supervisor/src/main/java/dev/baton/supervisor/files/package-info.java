/**
 * The daemon's own files: pid files and their locks, and dumps, which replace the previous file as
 * a whole.
 *
 * <p>The daemon never writes to a file that does not belong to it. It does not follow, wait for or
 * change what somebody else has put in the place of its file ({@link
 * dev.baton.supervisor.files.OwnFile}), or it replaces that file as a whole ({@link
 * dev.baton.supervisor.files.ReplacedFile}). The module {@code host} reads the files and facts that
 * a configuration refers to.
 *
 * <p>Start with {@link dev.baton.supervisor.files.OwnFile}, then {@link
 * dev.baton.supervisor.files.PidFile}.
 */
package dev.baton.supervisor.files;
