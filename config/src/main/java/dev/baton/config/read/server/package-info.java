/**
 * The readers of the load balancer's blocks: virtual servers, their groups, their real servers and
 * the checkers of those, and what keepalived complains of in them.
 *
 * <p>Start with {@link dev.baton.config.read.server.BalancerReader}.
 */
package dev.baton.config.read.server;
