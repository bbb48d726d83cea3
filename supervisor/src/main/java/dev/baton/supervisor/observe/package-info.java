/**
 * What the daemon says: its log, and the dumps that a signal asks for.
 *
 * <p>Log lines are values until {@link dev.baton.supervisor.observe.LogWriter} stamps them; no sink
 * ever makes the loop wait, a full queue loses lines and counts them. Dumps are text made of the
 * configuration and a snapshot of the node, in keepalived's layout, so that the tools of operators
 * go on working: {@code keepalived.data}, {@code keepalived.stats}, {@code keepalived.json}.
 *
 * <p>Wall-clock time appears here and nowhere else. Start with {@link
 * dev.baton.supervisor.observe.SupervisorLog}, the vocabulary.
 */
package dev.baton.supervisor.observe;
