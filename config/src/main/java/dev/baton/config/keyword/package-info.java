/**
 * The one table of every word of the language, written to be read: in which block it stands, what
 * it takes, its default, what happens when it is repeated, what keepalived says of a wrong value,
 * and whether this version acts on it.
 *
 * <p>The rows are text in {@code *Words} classes. {@link dev.baton.config.keyword.Keyword} is one
 * row, {@link dev.baton.config.keyword.KeywordTable} finds it. The parser, the check of spelling,
 * the manual and the list of what has no effect yet all come from here. Lines of a block are
 * scanned when the block is first met, and a row is taken apart when its word is first used: a
 * start must not pay for 700 rows to read 10.
 *
 * <p>Start with {@link dev.baton.config.keyword.KeywordTable}.
 */
package dev.baton.config.keyword;
