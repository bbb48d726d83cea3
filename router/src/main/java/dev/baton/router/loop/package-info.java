/**
 * The loop: one thread that waits for packets, kernel news, messages and deadlines, and never for
 * anything else.
 *
 * <p>Every input becomes a {@link dev.baton.core.node.NodeEvent}; every {@link
 * dev.baton.core.node.NodeAction} is carried out before the next event. Adverts leave at once, in
 * one call for all of a turn. What may take long (rtnetlink requests, parsing, files) goes to the
 * threads of {@link dev.baton.router.worker}, whose reports are inputs too.
 *
 * <p>Invariants: nothing here blocks, reads a file or resolves a name; buffers are made once and
 * used again; queues to other processes are bounded, and what they cannot hold is counted. A turn
 * that begins more than 10 ms after its deadline is told to the node as a stall, before anything
 * else.
 *
 * <p>Shortly before a take-over the loop rehearses it, a tenth of a millisecond at a time, and
 * looks for packets in between; then, without real-time priority, it sleeps until the moment has
 * come.
 *
 * <p>Lateness and the longest turn are measured always, and shown with every snapshot. The last
 * events are kept, and written out when a bug ends the process.
 *
 * <p>Start with {@link dev.baton.router.loop.RouterLoop}.
 */
package dev.baton.router.loop;
