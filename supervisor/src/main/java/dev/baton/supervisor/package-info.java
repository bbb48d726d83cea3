/**
 * The main process: it reads the configuration, starts the router and looks after it, runs scripts,
 * writes logs and dumps, and answers signals.
 *
 * <p>It may be late; the router never waits for it. If the router dies, the supervisor removes the
 * addresses it left behind and starts it again; if the supervisor dies, the router resigns.
 *
 * <p>Start with {@code Main}, then {@code life}.
 */
package dev.baton.supervisor;
