/**
 * From bytes to statements: everything that happens to a keepalived.conf before its keywords mean
 * anything.
 *
 * <p>In this order: lines (1022 bytes, no NUL), comments (stripped twice, as keepalived's parent
 * and children do), conditions ({@code @id}), repetition ({@code ~SEQ}, {@code ~LST}), definitions
 * ({@code $NAME=}), variables, comments once more, includes, words and braces.
 *
 * <p>Invariants: every word knows the place in the operator's file that it came from; whatever the
 * input, time and memory are bounded, and what exceeds a bound is told, not thrown.
 *
 * <p>Start with {@link dev.baton.config.text.Preprocessor}.
 */
package dev.baton.config.text;
