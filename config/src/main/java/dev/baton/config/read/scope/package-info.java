/**
 * What the reader of a block sees beside the block itself: the global settings and the named
 * objects before it, the host's facts, and who judges commands.
 *
 * <p>keepalived reads a file once from top to bottom, so that both settings and names count from
 * where they stand. A few settings count wherever they stand; who asks for those says so.
 *
 * <p>Start with {@link dev.baton.config.read.scope.BlockScope}.
 */
package dev.baton.config.read.scope;
