/**
 * What an experienced colleague would say about a configuration that the parser finds right: for
 * {@code baton check} alone. Nothing here changes what {@code -t} or the daemon says or does.
 *
 * <p>A {@link dev.baton.config.advice.Lint} is a pure function of a reading and the host's facts,
 * about one matter. {@link dev.baton.config.advice.Linter} runs all of them and sees to it that a
 * place which the parser speaks of is not spoken of again.
 *
 * <p>Invariants: a lint is rare and right on files that work; each code has a row in the manual's
 * page on diagnostics.
 *
 * <p>Start with {@link dev.baton.config.advice.Linter}.
 */
package dev.baton.config.advice;
