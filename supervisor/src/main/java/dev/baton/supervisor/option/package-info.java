/**
 * The daemon's command line: keepalived's options, read without a library.
 *
 * <p>Options are a table ({@link dev.baton.supervisor.option.Option}); the reader follows
 * getopt_long(3): letters may share a dash, a value may be attached, a long name may be cut where
 * it stays unambiguous. What concerns checkers, BFD and SNMP is accepted and has no effect yet. The
 * usage text is printed from the same table.
 *
 * <p>Nothing here has an effect: a command line becomes {@link dev.baton.supervisor.option.Options}
 * or a refusal. Start with {@link dev.baton.supervisor.option.OptionReader}.
 */
package dev.baton.supervisor.option;
