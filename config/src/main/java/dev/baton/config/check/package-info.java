/**
 * What keepalived complains of in the parts of a configuration that this version parses and does
 * not run yet: virtual servers, checkers, BFD sessions, tracked files and processes, groups, static
 * addresses, routes and rules.
 *
 * <p>These checks take the tree and the host's facts and give diagnostics only; the exit code of
 * {@code -t} must be right for the whole language. When a feature comes, its reader builds the
 * typed model and takes its checks along.
 *
 * <p>Start with {@link dev.baton.config.check.LaterParts}.
 */
package dev.baton.config.check;
