/**
 * What is wrong between nodes: the configurations of a whole group, compared. Each diagnostic names
 * both places.
 *
 * <p>{@link dev.baton.config.group.Pairing} finds which instances of the nodes are one virtual
 * router; the comparers then look at one such router each.
 *
 * <p>Start with {@link dev.baton.config.group.GroupCheck}.
 */
package dev.baton.config.group;
