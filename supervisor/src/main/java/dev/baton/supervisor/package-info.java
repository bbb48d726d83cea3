/**
 * The main process. It reads the configuration, starts and supervises the router, runs scripts,
 * writes logs and dumps, and handles signals.
 *
 * <p>It may be late; the router never waits for it. If the router dies, the supervisor removes the
 * addresses that it left behind and starts a new one. If the supervisor dies, the router resigns.
 *
 * <p>Start with {@code Main}, then {@code life}.
 */
package dev.baton.supervisor;
