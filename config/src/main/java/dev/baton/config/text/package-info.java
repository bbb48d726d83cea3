/**
 * From bytes to statements: all processing of a keepalived.conf that happens before its keywords
 * mean anything.
 *
 * <p>The steps, in order: lines (1022 bytes, no NUL), comments (removed twice, as keepalived's
 * parent and children do), conditions ({@code @id}), repetition ({@code ~SEQ}, {@code ~LST}),
 * definitions ({@code $NAME=}), variables, comments once more, includes, words and braces.
 *
 * <p>Invariants: every word knows its original location in the operator's file. Time and memory are
 * bounded for any input; exceeding a bound is reported, not thrown.
 *
 * <p>Start with {@link dev.baton.config.text.Preprocessor}.
 */
package dev.baton.config.text;
