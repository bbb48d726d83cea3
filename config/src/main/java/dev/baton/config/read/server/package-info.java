/**
 * The readers of the load balancer's blocks: virtual servers, their groups, their real servers and
 * the checkers of those, and what keepalived complains of in them.
 *
 * <p>What comes out is what a daemon runs with: mistakes that keepalived repairs are repaired, and
 * what a checker leaves to its servers to say is decided. Nothing acts on it yet.
 *
 * <p>Start with {@link dev.baton.config.read.server.BalancerReader}.
 */
package dev.baton.config.read.server;
