/**
 * The Virtual Router Redundancy Protocol: who of a group of hosts holds the addresses.
 *
 * <p>Version 3 is RFC 9568, version 2 is RFC 3768 as keepalived speaks it (with the passwords of
 * RFC 2338). An advert comes in as bytes, is judged by the receiver, and becomes an event of the
 * machine; what the machine wants done comes out as actions.
 *
 * <ul>
 *   <li>The machine is one pure function of configuration, state, event and time. A timer is a
 *       deadline inside the state, so nothing can fire late.
 *   <li>What the receiver discards is counted, told of once, and never reaches the machine: it
 *       touches neither state nor deadline.
 *   <li>Every advert that leaves, every address taken or given up and every transition is an
 *       action, and so is its count: what was decided and what is reported cannot differ.
 *   <li>Decoding is total: any bytes are a value or a reason.
 * </ul>
 *
 * <p>The files are named as in every protocol package: {@code Packet}, {@code Config}, {@code
 * State}, {@code Event}, {@code Action}, {@code Machine}. Start with {@link
 * dev.baton.core.vrrp.VrrpMachine}, then {@link dev.baton.core.vrrp.VrrpReceiver}; {@link
 * dev.baton.core.vrrp.VrrpDatagram} has the bytes.
 */
package dev.baton.core.vrrp;
