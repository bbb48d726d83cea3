/**
 * {@code baton show}: a configuration as Baton understands it, with includes read, variables put
 * in, conditions decided and loops unrolled, one statement a line.
 *
 * <p>What it prints is a configuration: read again, it gives the same model. Passwords are hidden
 * unless they are asked for, since what is shown ends up in tickets.
 *
 * <p>Start with {@link dev.baton.cli.show.ShowCommand}.
 */
package dev.baton.cli.show;
