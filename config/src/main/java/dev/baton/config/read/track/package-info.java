/**
 * The readers of tracked objects: files, processes and BFD sessions, and of the lines that name
 * them.
 *
 * <p>Start with {@link dev.baton.config.read.track.TrackerReader}.
 */
package dev.baton.config.read.track;
