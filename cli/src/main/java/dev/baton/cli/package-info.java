/**
 * The commands for people: {@code baton check}, {@code baton show}, {@code baton help} and so on.
 *
 * <p>The launcher passes a command line to this module if its first argument is not an option.
 * Otherwise the command line belongs to the daemon, as users of keepalived expect. A command reads
 * and explains, or asks the running daemon; it starts nothing.
 *
 * <p>Start with {@link dev.baton.cli.CommandLineTool}. Each command has its own package; shared
 * code is in {@link dev.baton.cli.command}.
 */
package dev.baton.cli;
