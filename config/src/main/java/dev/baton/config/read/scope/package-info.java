/**
 * What the reader of a block sees beside the block itself: the global settings and the named
 * objects before it, the host's facts, and who judges commands.
 *
 * <p>Start with {@link dev.baton.config.read.scope.BlockScope}.
 */
package dev.baton.config.read.scope;
