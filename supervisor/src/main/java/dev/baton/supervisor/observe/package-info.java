/**
 * The daemon's output: its log, and the dumps that signals request.
 *
 * <p>A log line is a value until {@link dev.baton.supervisor.observe.LogWriter} adds the time. No
 * sink ever makes the loop wait: a full queue drops lines and counts them. Dumps are text that is
 * built from the configuration and a snapshot of the node. They keep keepalived's layout so that
 * operators' tools still work: {@code keepalived.data}, {@code keepalived.stats}, {@code
 * keepalived.json}.
 *
 * <p>Wall-clock time is used here and nowhere else. Start with {@link
 * dev.baton.supervisor.observe.SupervisorLog}, which holds all messages.
 */
package dev.baton.supervisor.observe;
