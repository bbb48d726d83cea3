package dev.baton.core.node;

/**
 * What the command line says to a node.
 *
 * @param detail option -D: lines of level DETAIL are wanted
 * @param keepAddresses option -V: leave the addresses in place at a stop
 * @param tellAddresses option -a: log every address that others add or remove
 */
public record NodeOptions(boolean detail, boolean keepAddresses, boolean tellAddresses) {}
