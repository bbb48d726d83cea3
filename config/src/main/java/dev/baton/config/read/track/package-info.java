/**
 * The readers of tracked objects: processes and BFD sessions, and of the weight of any.
 *
 * <p>An object counts from where it is defined. One with a mistake is reported there, and whoever
 * names it only hears that it is not found.
 *
 * <p>Start with {@link dev.baton.config.read.track.BfdReader}.
 */
package dev.baton.config.read.track;
