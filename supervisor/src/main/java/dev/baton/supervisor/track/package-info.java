/**
 * What the supervisor reads for instances that track it: files with numbers, so far. Scripts are in
 * a package of their own, since starting them is most of their work.
 *
 * <p>Files are looked at off the loop, because a file system may not answer, and what a look finds
 * comes back to it. A reading is passed on when it is news; what it means for an instance, the
 * router decides.
 *
 * <p>Start with {@link dev.baton.supervisor.track.TrackFiles}.
 */
package dev.baton.supervisor.track;
