package dev.baton.core.announce;

/**
 * How a master announces its addresses by gratuitous ARP or unsolicited neighbour advertisement:
 * the garp_* words of keepalived.conf(5).
 *
 * @param masterDelayNanos until the second set after becoming master; 0 for none
 * @param masterRepeat announcements of each address in a set, at least 1
 * @param refreshNanos between refreshes while master; 0 for none
 * @param refreshRepeat announcements of each address in a refresh, at least 1
 * @param lowerPriorityDelayNanos until the second set after a lower router spoke; 0 for none
 * @param lowerPriorityRepeat announcements in such a set; 0 for none
 * @param extraInterfaceNanos {@code garp_extra_if}: between announcements that keep the tables of
 *     switches fresh; 0: none
 * @param extraInterfaceAll {@code garp_extra_if all}: not only on interfaces with a virtual MAC
 * @param arpIntervalNanos the least time between two gratuitous ARPs of the interface; 0: no limit
 * @param naIntervalNanos the same for neighbour advertisements
 */
public record AnnounceConfig(
    long masterDelayNanos,
    int masterRepeat,
    long refreshNanos,
    int refreshRepeat,
    long lowerPriorityDelayNanos,
    int lowerPriorityRepeat,
    long extraInterfaceNanos,
    boolean extraInterfaceAll,
    long arpIntervalNanos,
    long naIntervalNanos) {}
