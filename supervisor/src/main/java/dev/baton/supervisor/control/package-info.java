/**
 * The control socket: what an operator asks the running daemon, and its answers as JSON.
 *
 * <p>A client sends one line and gets one JSON object; the manual has the form. {@link
 * dev.baton.supervisor.control.ControlSocket} lets callers in and bounds their number, {@link
 * dev.baton.supervisor.control.Conversation} bounds what one of them may send and how long it may
 * take. All of it runs on the supervisor's loop and blocks nowhere. The router is asked for a
 * snapshot, as for dumps, and knows nothing of clients.
 *
 * <p>{@link dev.baton.supervisor.control.History} keeps what happened last.
 *
 * <p>Start with {@link dev.baton.supervisor.control.ControlSocket}.
 */
package dev.baton.supervisor.control;
