/**
 * What all commands share: what a command is, where its words go, how it may end.
 *
 * <p>A command describes its options by picocli's programmatic model, for that costs no reflection
 * at the start. It gets its words parsed and a {@link dev.baton.cli.command.Terminal} to speak to,
 * so a test runs it in its own process and looks at what it said.
 *
 * <p>Start with {@link dev.baton.cli.command.Command}.
 */
package dev.baton.cli.command;
