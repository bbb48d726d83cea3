/**
 * {@code baton check}: reports all mistakes in a configuration or in the configurations of a group,
 * each with its location, cause and help. Also {@code baton facts}, which records what a check
 * needs to know about another host.
 *
 * <p>The module {@code config} finds the mistakes. This package contains the command line, the
 * reports for people and for programs, and the code that writes fixed files.
 *
 * <p>Start with {@link dev.baton.cli.check.CheckCommand}.
 */
package dev.baton.cli.check;
