/**
 * The Virtual Router Redundancy Protocol: who of a group of hosts holds the addresses.
 *
 * <p>Version 3 is RFC 9568, version 2 is RFC 3768 as keepalived speaks it. The machine is one pure
 * function of configuration, state, event and time; a timer is a deadline inside the state, so
 * nothing can fire late, and a packet that is discarded touches neither state nor deadline.
 *
 * <p>The files are named as in every protocol package: {@code Packet}, {@code Config}, {@code
 * State}, {@code Event}, {@code Action}, {@code Machine}. Start with the machine.
 */
package dev.baton.core.vrrp;
