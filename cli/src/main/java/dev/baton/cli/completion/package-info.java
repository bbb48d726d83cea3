/**
 * {@code baton completion}: what a shell must know to complete Baton's command lines.
 *
 * <p>The scripts are generated from the tables of the daemon's options, of the commands and of the
 * configuration's words, and kept in the source tree as resources; a test fails when one is stale,
 * and others complete words in the real shells.
 *
 * <p>Start with {@link dev.baton.cli.completion.CompletionCommand}.
 */
package dev.baton.cli.completion;
