/**
 * {@code baton status}, {@code baton history} and {@code baton reload}: what an operator asks the
 * running daemon.
 *
 * <p>{@link dev.baton.cli.control.Choice} finds the daemon's control socket, {@link
 * dev.baton.cli.control.DaemonCall} sends one line there and reads one JSON object. The commands
 * print that object, or say it in words. Whether something is wrong is decided here, from the
 * object alone ({@link dev.baton.cli.control.Health}), so that a program which reads the JSON can
 * decide otherwise.
 *
 * <p>Start with {@link dev.baton.cli.control.StatusCommand}.
 */
package dev.baton.cli.control;
