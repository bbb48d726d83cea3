/**
 * The life of the daemon: start, children, signals, reloads, stop.
 *
 * <p>One thread decides everything ({@link dev.baton.supervisor.loop.EventLoop}). The router is
 * started first thing and gets its configuration when it is read; a dead one is cleaned up after
 * and started again; a reload that cannot be carried out leaves what runs as it is.
 *
 * <p>Start with {@link dev.baton.supervisor.life.Supervisor}.
 */
package dev.baton.supervisor.life;
