/**
 * Messages for the operator.
 *
 * <p>A decision that the operator should know about carries a {@link dev.baton.core.log.LogLine}, a
 * value with a level and the text that people search for. Nothing here writes anything: the
 * supervisor adds the time and sends the lines to the console, syslog or a file. Every feature may
 * use this package as well as {@code net}. Each feature keeps its messages in a class of its own,
 * with one method per message ({@code VrrpLog} for the election).
 *
 * <p>Start with {@link dev.baton.core.log.LogLine}.
 */
package dev.baton.core.log;
