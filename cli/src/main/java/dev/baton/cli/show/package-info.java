/**
 * {@code baton show}: prints a configuration as Baton understands it, with includes, variables and
 * conditions resolved, loops unrolled, and one statement per line.
 *
 * <p>The output is itself a configuration, and reading it gives the same model. Passwords are
 * hidden unless requested, because the output often ends up in tickets.
 *
 * <p>Start with {@link dev.baton.cli.show.ShowCommand}.
 */
package dev.baton.cli.show;
