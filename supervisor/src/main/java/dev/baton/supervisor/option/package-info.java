/**
 * The daemon's command line: keepalived's options, parsed without a library.
 *
 * <p>The options are a table ({@link dev.baton.supervisor.option.Option}). The parser follows
 * getopt_long(3): letters may share a dash, a value may be attached, and a long name may be
 * abbreviated as long as it is unambiguous. Options for checkers, BFD and SNMP are accepted and
 * have no effect yet. The usage text is printed from the same table.
 *
 * <p>Nothing here has side effects: a command line becomes either {@link
 * dev.baton.supervisor.option.Options} or an error. Start with {@link
 * dev.baton.supervisor.option.OptionReader}.
 */
package dev.baton.supervisor.option;
