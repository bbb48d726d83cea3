/**
 * {@code baton completion}: scripts that let a shell complete Baton's command lines.
 *
 * <p>The scripts are generated from the tables of the daemon's options, the commands and the
 * configuration keywords, and are stored in the source tree as resources. One test fails if a
 * script is stale; others complete words in the real shells.
 *
 * <p>Start with {@link dev.baton.cli.completion.CompletionCommand}.
 */
package dev.baton.cli.completion;
