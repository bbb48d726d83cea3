/**
 * The commands for people: {@code baton check}, {@code baton show}, {@code baton help} and so on.
 *
 * <p>The launcher sends a command line here if its first word is no option. What begins with a dash
 * is the daemon's, as keepalived's users know it. A command reads and explains; it starts nothing
 * and needs no rights.
 *
 * <p>Start with {@link dev.baton.cli.CommandLineTool}. Each command is a package of its own; what
 * they share is in {@link dev.baton.cli.command}.
 */
package dev.baton.cli;
