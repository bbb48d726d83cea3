/**
 * The Virtual Router Redundancy Protocol, which elects the host of a group that holds the
 * addresses.
 *
 * <p>Version 3 is RFC 9568. Version 2 is RFC 3768 as keepalived speaks it, with the passwords of
 * RFC 2338. An advert arrives as bytes, the receiver validates it, and it becomes an event for the
 * machine. The machine returns actions to carry out.
 *
 * <ul>
 *   <li>The machine is a pure function of configuration, state, event and time. A timer is a
 *       deadline inside the state, so nothing can fire late.
 *   <li>An advert that the receiver discards is counted, reported once and never reaches the
 *       machine: it changes neither state nor deadline.
 *   <li>Every advert to send, every address to take or give up and every transition is an action,
 *       and so is its count. Decisions and reported numbers therefore cannot differ.
 *   <li>Decoding is total: any bytes give a value or a reason.
 * </ul>
 *
 * <p>The files are named as in every protocol package: {@code Packet}, {@code Config}, {@code
 * State}, {@code Event}, {@code Action}, {@code Machine}. Start with {@link
 * dev.baton.core.vrrp.VrrpMachine}, then {@link dev.baton.core.vrrp.VrrpReceiver}; {@link
 * dev.baton.core.vrrp.VrrpDatagram} defines the bytes.
 */
package dev.baton.core.vrrp;
