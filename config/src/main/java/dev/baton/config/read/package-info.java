/**
 * The readers build the typed model of {@code core.model} from the tree of a configuration. There
 * is one reader for each block.
 *
 * <p>Texts come from a source of named texts, and facts of the host come as values, so nothing here
 * reads a file or resolves a name. All mistakes in a file are reported at once, each with file,
 * line, column, cause and help. As in keepalived, a statement with an ordinary mistake is ignored,
 * while a fatal mistake ends startup.
 *
 * <p>Start with {@link dev.baton.config.read.ConfigReader}.
 */
package dev.baton.config.read;
