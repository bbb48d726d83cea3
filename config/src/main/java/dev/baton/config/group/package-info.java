/**
 * Compares the configurations of all nodes of a group and reports what does not match. Each
 * diagnostic gives both locations.
 *
 * <p>{@link dev.baton.config.group.Pairing} finds the instances that form one virtual router across
 * the nodes. Each comparer then looks at one such router.
 *
 * <p>Start with {@link dev.baton.config.group.GroupCheck}.
 */
package dev.baton.config.group;
