/**
 * From statements to a tree of typed settings: the structure of the blocks and the arguments of
 * each keyword.
 *
 * <p>{@link dev.baton.config.tree.TreeParser} treats blocks exactly as keepalived does, including
 * its odd rules (an unknown block is not skipped), and looks each keyword up in the table. It
 * reports mistakes and leaves them out of the tree. The tree can be printed as normalised text.
 * Decisions that need the host or other parts of the file are made later, when {@code
 * dev.baton.config.read} builds the model.
 *
 * <p>Start with {@link dev.baton.config.tree.TreeParser}.
 */
package dev.baton.config.tree;
