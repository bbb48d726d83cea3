/**
 * {@code baton check}: all that is wrong with a configuration or with a group's, at once, each in
 * its place with its cause and its help; and {@code baton facts}, which records what a check of
 * another host must know of it.
 *
 * <p>What is wrong, core finds. Here are the words of the command line, the report for people, the
 * one for programs, and the writing of fixed files.
 *
 * <p>Start with {@link dev.baton.cli.check.CheckCommand}.
 */
package dev.baton.cli.check;
