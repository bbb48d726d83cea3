/**
 * From statements to a tree of typed settings: the structure of blocks and what each keyword takes.
 *
 * <p>{@link dev.baton.config.tree.TreeParser} follows the rules of blocks as keepalived does, odd
 * ones included (an unknown block is not skipped), and looks each keyword up in the table; what is
 * wrong is told and left out of the tree. The tree prints as normalised text. What needs the host
 * or other parts of the file is not decided here but where the model is built, in {@code
 * dev.baton.config.read}.
 *
 * <p>Start with {@link dev.baton.config.tree.TreeParser}.
 */
package dev.baton.config.tree;
