/**
 * {@code baton check}: all that is wrong with a configuration, at once, each in its place with its
 * cause and its mend.
 *
 * <p>It finds what {@code baton -t} finds, for both read by the same reader; the exit codes are for
 * scripts, not keepalived's.
 *
 * <p>Start with {@link dev.baton.cli.check.CheckCommand}.
 */
package dev.baton.cli.check;
