/**
 * The loop: a single thread that waits for packets, kernel notifications, messages and deadlines,
 * and for nothing else.
 *
 * <p>Every input becomes a {@link dev.baton.core.node.NodeEvent}, and every {@link
 * dev.baton.core.node.NodeAction} is carried out before the next event. Adverts leave at once, in
 * one system call for all adverts of a turn. Anything that may take long (rtnetlink requests,
 * parsing, files) goes to the threads of {@link dev.baton.router.worker}, whose replies are inputs
 * too.
 *
 * <p>Invariants: nothing here blocks, reads a file or resolves a name. Buffers are allocated once
 * and reused. Queues to other processes are bounded, and what does not fit is counted. If a turn
 * begins more than 10 ms after its deadline, the node is told of the stall before anything else.
 *
 * <p>Shortly before a takeover, the loop rehearses it in steps of a tenth of a millisecond, and
 * looks for packets in between. Without real-time priority, it then sleeps until the takeover is
 * due.
 *
 * <p>The loop always measures its lateness and its longest turn, and every snapshot shows them. It
 * keeps the most recent events, and writes them out if a bug ends the process.
 *
 * <p>Start with {@link dev.baton.router.loop.RouterLoop}.
 */
package dev.baton.router.loop;
