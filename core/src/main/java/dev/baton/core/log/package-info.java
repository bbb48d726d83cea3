/**
 * Words for the operator.
 *
 * <p>A decision that the operator should hear of carries a {@link dev.baton.core.log.LogLine}: a
 * value with a level and the text that people grep for. Nothing here writes anything; the
 * supervisor stamps the lines and sends them to the console, syslog or a file. Every feature may
 * use this package beside {@code net}; each keeps its vocabulary in a class of its own, one method
 * per message (for the election {@code VrrpLog}).
 *
 * <p>Start with {@link dev.baton.core.log.LogLine}.
 */
package dev.baton.core.log;
