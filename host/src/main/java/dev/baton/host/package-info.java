/**
 * The outside of a configuration, live: the files it is read from and the facts of the host that it
 * is judged by. Whoever reads a configuration on this machine reads it through here, so the daemon
 * and the commands for people come to the same verdict.
 *
 * <p>No read blocks (nothing but regular files is opened) and none is unbounded.
 *
 * <p>Start with {@link dev.baton.host.LiveSources} and {@link dev.baton.host.LiveHostFacts}.
 */
package dev.baton.host;
