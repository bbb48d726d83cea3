/**
 * Reports the mistakes that keepalived reports in features that this version parses but does not
 * run yet: virtual servers, checkers, BFD sessions, tracked files and processes, groups, static
 * addresses, routes and rules.
 *
 * <p>These checks take the tree and the host's facts and return only diagnostics. They exist
 * because the exit code of {@code -t} must be right for the whole language. Once a feature is
 * built, its reader takes over its checks and builds the typed model.
 *
 * <p>Start with {@link dev.baton.config.check.LaterParts}.
 */
package dev.baton.config.check;
