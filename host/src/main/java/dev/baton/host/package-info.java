/**
 * The live environment of a configuration: the files that it is read from and the facts of the host
 * that it is judged by. All code that reads a configuration on this machine goes through this
 * package, so the daemon and the commands come to the same verdict.
 *
 * <p>No read blocks, because only regular files are opened, and none is unbounded.
 *
 * <p>Start with {@link dev.baton.host.LiveSources} and {@link dev.baton.host.LiveHostFacts}.
 */
package dev.baton.host;
