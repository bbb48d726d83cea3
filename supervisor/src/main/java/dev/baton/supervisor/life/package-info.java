/**
 * The life of the daemon: startup, child processes, signals, reloads, shutdown.
 *
 * <p>One thread makes all decisions ({@link dev.baton.supervisor.loop.EventLoop}). The router is
 * started first and gets its configuration as soon as that has been read. After a router has died,
 * the supervisor cleans up and starts a new one. A reload that cannot be carried out leaves the
 * running configuration unchanged.
 *
 * <p>Start with {@link dev.baton.supervisor.life.Supervisor}.
 */
package dev.baton.supervisor.life;
