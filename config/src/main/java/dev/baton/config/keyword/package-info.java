/**
 * The single table of all keywords of the language, written for human readers. A row gives the
 * block of a keyword, its arguments, its default, the effect of repeating it, keepalived's message
 * for a wrong value, and whether this version acts on it.
 *
 * <p>The rows are text in the {@code *Words} classes. {@link dev.baton.config.keyword.Keyword} is
 * one row, and {@link dev.baton.config.keyword.KeywordTable} finds it. The parser, the spell
 * checker, the manual and the list of keywords without effect all use this table. To keep startup
 * fast, the lines of a block are scanned only when the block first occurs, and a row is parsed only
 * when its keyword is first used: a start that reads 10 of the 700 rows does not pay for the
 * others.
 *
 * <p>Start with {@link dev.baton.config.keyword.KeywordTable}.
 */
package dev.baton.config.keyword;
