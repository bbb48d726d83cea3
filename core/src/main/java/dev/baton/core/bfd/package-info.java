/**
 * Bidirectional Forwarding Detection, which tells within a few intervals that a neighbor cannot be
 * reached any more.
 *
 * <p>RFC 5880 in asynchronous mode, over one hop (RFC 5881) and several (RFC 5883). There is no
 * authentication, no echo function and no demand mode of our own; a neighbor's demand mode is
 * respected. Where each rule of RFC 5880 is:
 *
 * <ul>
 *   <li>4.1, and the first checks of 6.8.6: {@code BfdPacket}
 *   <li>6.2, 6.8.6 (the states): {@code SessionState}, {@code BfdMachine}
 *   <li>6.3 (which session a packet is for): {@code core.node.BfdSessions}
 *   <li>6.5 (polls): {@code Poll}, {@code LocalTimers}
 *   <li>6.8.1 (the variables): {@code BfdState}, {@code Remote}
 *   <li>6.8.2, 6.8.3, 6.8.4, 6.8.7 (the timers): {@code BfdTiming}
 *   <li>6.8.16 (AdminDown): a neighbor's is obeyed, and its clients are not told of a failure (RFC
 *       5882, section 4.2). We never say it ourselves (decision 23).
 * </ul>
 *
 * <p>The machine is a pure function of configuration, state, event and time. Its deadlines are
 * absolute and inside the state; jitter is an argument of the event. Start with {@link
 * dev.baton.core.bfd.BfdMachine}.
 */
package dev.baton.core.bfd;
