/**
 * {@code baton docs}: the manual of every word of the configuration language, out of the one
 * keyword table that the parser reads by.
 *
 * <p>{@link dev.baton.cli.docs.Wording} puts a row of the table into words, {@link
 * dev.baton.cli.docs.Examples} gives it an example: by its kind of argument where that is honest,
 * else from a resource. The manual page baton.conf(5) and the web reference are made of the same
 * words; they are kept in the source tree, and a test fails when they are stale.
 *
 * <p>Start with {@link dev.baton.cli.docs.DocsCommand}.
 */
package dev.baton.cli.docs;
