/**
 * The worker: the router's second thread, for everything that may take long.
 *
 * <p>Adding an address takes the kernel's RTNL lock, which others hold for hundreds of
 * milliseconds; the loop cannot wait for that. The worker carries plans out before anything else,
 * in the order in which they were made and side by side where it does not matter: addresses up to a
 * hundred to a request with one acknowledgement, their announcements behind it. They also survey
 * the host and set priorities. Configurations are parsed and snapshots written by a third thread,
 * {@link dev.baton.router.worker.BackgroundWorker}.
 *
 * <p>Invariants: one task after the other; each is answered by a reply; a refusal of the kernel is
 * part of the report and what it means is decided in the core. No thread ever waits for another.
 *
 * <p>When there is nothing to do after a start, and once more when a real one is near, take-overs
 * are rehearsed with an invented node on an interface that does not exist, so that the real one
 * meets compiled code and warm caches.
 *
 * <p>Start with {@link dev.baton.router.worker.KernelWorker}.
 */
package dev.baton.router.worker;
