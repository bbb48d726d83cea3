/**
 * Reads the lines of value blocks: addresses, routes, rules, trackers, and the members of a virtual
 * server group. Each kind of line has its own words, which are read from left to right as iproute2
 * does.
 *
 * <p>A reader takes a {@link dev.baton.config.tree.Directive.Line} and the host's facts, reports
 * all mistakes, and returns the value if this version uses it. A line that must be ignored returns
 * nothing and does not stop the reading of others.
 *
 * <p>Start with {@link dev.baton.config.line.AddressLines}.
 */
package dev.baton.config.line;
