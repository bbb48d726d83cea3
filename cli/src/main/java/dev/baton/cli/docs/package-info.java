/**
 * {@code baton docs}: the manual for every keyword of the configuration language, generated from
 * the keyword table that the parser uses.
 *
 * <p>{@link dev.baton.cli.docs.Wording} turns a row of the table into text. {@link
 * dev.baton.cli.docs.Examples} adds an example: one derived from the kind of argument if that gives
 * a realistic one, otherwise one from a resource. {@link dev.baton.cli.docs.Explanations} has more
 * on the words that decide who is master. The manual page baton.conf(5) and the web reference are
 * generated from the same text. Both are stored in the source tree, and a test fails if they are
 * stale.
 *
 * <p>Start with {@link dev.baton.cli.docs.DocsCommand}.
 */
package dev.baton.cli.docs;
