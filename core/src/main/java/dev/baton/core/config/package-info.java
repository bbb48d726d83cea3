/**
 * The configuration language: the one of keepalived.conf(5), from text to typed values.
 *
 * <p>Text comes from a source of named texts and facts come as values, so the package reads no file
 * and resolves no name. All mistakes of a file are reported at once, each with file, line, column,
 * cause and mend; an ordinary mistake is ignored as keepalived ignores it, a fatal one ends the
 * start. One keyword table drives the parser and the reference manual.
 *
 * <p>Start with {@link dev.baton.core.config.Configuration}, which is what a file means.
 */
package dev.baton.core.config;
