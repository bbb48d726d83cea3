/**
 * The router's other threads, for everything that may take long.
 *
 * <p>Adding an address takes the kernel's RTNL lock, which others can hold for hundreds of
 * milliseconds; the loop cannot wait for that. The kernel worker therefore carries out the loop's
 * plans, before any other task. Plans are carried out in order, but combined where the order does
 * not matter: up to a hundred addresses go into one request with one acknowledgement, followed by
 * their announcements. The kernel worker also surveys the host and sets priorities. A third thread,
 * {@link dev.baton.router.worker.BackgroundWorker}, parses configurations and writes snapshots.
 *
 * <p>Invariants: a worker performs one task at a time and answers each with a reply. If the kernel
 * refuses a request, the reply says so, and the core decides what that means. No thread ever waits
 * for another.
 *
 * <p>When the router is idle after startup, and again just before a real takeover, takeovers are
 * rehearsed with an invented node on an interface that does not exist. The real one then finds
 * compiled code and warm caches.
 *
 * <p>Start with {@link dev.baton.router.worker.KernelWorker}.
 */
package dev.baton.router.worker;
