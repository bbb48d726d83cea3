/**
 * What the supervisor reads for instances that track it: files with numbers, so far. Scripts are
 * run by {@code script}, since starting them is most of the work.
 *
 * <p>Start with {@link dev.baton.supervisor.track.TrackFiles}.
 */
package dev.baton.supervisor.track;
