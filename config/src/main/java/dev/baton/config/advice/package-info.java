/**
 * Advice, as an experienced colleague would give it, on a configuration that the parser accepts.
 * Only {@code baton check} uses it. It never changes the output or the behaviour of {@code -t} or
 * the daemon.
 *
 * <p>A {@link dev.baton.config.advice.Lint} covers one topic, as a pure function of a reading and
 * the host's facts. {@link dev.baton.config.advice.Linter} runs all of them and drops advice on
 * locations for which the parser has already reported something.
 *
 * <p>Invariants: on files that work, advice is rare and correct. Each code has a row on the
 * manual's page about diagnostics.
 *
 * <p>Start with {@link dev.baton.config.advice.Linter}.
 */
package dev.baton.config.advice;
