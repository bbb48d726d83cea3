/**
 * What the stories are told with: a local network of namespaces, daemons that run in them, and ears
 * on the wire.
 *
 * <p>A {@link dev.baton.it.kit.Lan} is a bridge with hosts around it, each in a network namespace
 * of its own, so stories run side by side and touch nothing of the machine. A {@link
 * dev.baton.it.kit.Daemon} is Baton's image or the Debian package of keepalived, started in a host
 * from a configuration in the test. A {@link dev.baton.it.kit.Capture} records the bridge. Nobody
 * sleeps: {@link dev.baton.it.kit.Await} waits for a condition with a deadline.
 *
 * <p>Invariants: whatever a test made is gone when it ends, also by failure; what a killed run left
 * behind is swept by the next. Processes are ended by the ids of those that were started here.
 *
 * <p>Start with {@code Lan}.
 */
package dev.baton.it.kit;
