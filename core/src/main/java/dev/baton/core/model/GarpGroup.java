package dev.baton.core.model;

import java.util.List;

/**
 * A garp_group: interfaces whose announcements, taken together, keep a distance.
 *
 * @param interfaces their names; each is in one group
 * @param arpIntervalNanos between two gratuitous ARPs
 * @param naIntervalNanos between two unsolicited neighbour advertisements
 */
public record GarpGroup(List<String> interfaces, long arpIntervalNanos, long naIntervalNanos) {}
