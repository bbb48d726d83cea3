/**
 * The lines of value blocks: addresses, routes, rules, trackers, the members of a virtual server
 * group. Each has words of its own, read from left to right as iproute2 reads them.
 *
 * <p>A reader takes a {@link dev.baton.config.tree.Directive.Line} and the host's facts, gives the
 * value if this version has a use for it, and tells of all that is wrong. A line that must be
 * ignored gives nothing and never stops the rest.
 *
 * <p>Start with {@link dev.baton.config.line.AddressLines}.
 */
package dev.baton.config.line;
