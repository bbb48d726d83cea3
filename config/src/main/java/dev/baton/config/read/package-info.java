/**
 * The readers: from the tree of a configuration to the typed model of {@code core.model}, one
 * reader for each block.
 *
 * <p>Text comes from a source of named texts and facts of the host come as values, so nothing here
 * reads a file or resolves a name. All mistakes of a file are reported at once, each with file,
 * line, column, cause and help; an ordinary mistake is ignored as keepalived ignores it, a fatal
 * one ends the start.
 *
 * <p>Start with {@link dev.baton.config.read.ConfigReader}.
 */
package dev.baton.config.read;
