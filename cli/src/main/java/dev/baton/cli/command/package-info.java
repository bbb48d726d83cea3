/**
 * What all commands share: how a command is defined, where its output goes, and its possible exit
 * codes.
 *
 * <p>A command describes its options with picocli's programmatic model, which needs no reflection
 * at startup. It receives the parsed arguments and a {@link dev.baton.cli.command.Terminal} for its
 * output, so a test can run it in its own process and examine that output.
 *
 * <p>Start with {@link dev.baton.cli.command.Command}.
 */
package dev.baton.cli.command;
