package dev.baton.core.vrrp;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import java.util.List;

/**
 * Everything that the election of one virtual router needs, and nothing else: interfaces, kernel
 * addresses and scripts are handled elsewhere.
 *
 * @param name the instance's name, as in the log
 * @param vrid the virtual router's number, 1 to 255
 * @param basePriority 1 to 255; 255 is the address owner, whose priority trackers never change
 * @param wantsMaster the configuration says {@code state MASTER}
 * @param advertIntervalNanos 10 ms to 255 s; v2 whole seconds, v3 steps of 10 ms up to 40.95 s
 * @param downTimerAdverts the number of missed adverts after which a backup takes over, 1 to 100
 * @param addresses the advertised addresses, in the order of the configuration
 * @param grouped it is a member of a sync group: when its time comes, it waits for the others
 * @param checksumAsV2 the checksum of v3 adverts over IPv4 omits the pseudo-header ({@code
 *     v3_checksum_as_v2})
 */
public record VrrpConfig(
    String name,
    int vrid,
    VrrpVersion version,
    IpFamily family,
    int basePriority,
    boolean wantsMaster,
    long advertIntervalNanos,
    int downTimerAdverts,
    boolean preempt,
    long preemptDelayNanos,
    boolean lowerPriorityNoAdvert,
    boolean higherPrioritySendAdvert,
    boolean ownerIgnoreAdverts,
    boolean skipCheckAdvertAddresses,
    boolean grouped,
    boolean checksumAsV2,
    VrrpAuthentication authentication,
    List<IpAddress> addresses) {

  /** The priority of the address owner, and of the packet's priority field's upper end. */
  public static final int OWNER_PRIORITY = 255;

  /** The range of effective priorities of a router that owns no address. */
  public static final int PRIORITY_MIN = 1;

  /** See {@link #PRIORITY_MIN}. */
  public static final int PRIORITY_MAX = 254;

  /**
   * The same as a member of a sync group.
   *
   * @param claims whether it may claim mastership at once, if it is an owner
   */
  public VrrpConfig inGroup(boolean claims) {
    return new VrrpConfig(
        name,
        vrid,
        version,
        family,
        basePriority,
        wantsMaster && (claims || !owner()),
        advertIntervalNanos,
        downTimerAdverts,
        preempt,
        preemptDelayNanos,
        lowerPriorityNoAdvert,
        higherPrioritySendAdvert,
        ownerIgnoreAdverts,
        skipCheckAdvertAddresses,
        true,
        checksumAsV2,
        authentication,
        addresses);
  }

  /** Whether this router owns the addresses, that is, its base priority is 255. */
  public boolean owner() {
    return basePriority == OWNER_PRIORITY;
  }

  /**
   * Whether it is master as soon as it can serve. An owner that the operator called {@code state
   * BACKUP} listens first, as in keepalived.
   */
  public boolean claimsAtOnce() {
    return owner() && wantsMaster;
  }

  /**
   * The skew time of a router with the given effective priority (RFC 3768, section 5.3.8; RFC 9568,
   * section 6.1), in whole microseconds as keepalived counts it. A higher priority waits less.
   *
   * @param intervalNanos the interval that the down timer is measured by
   */
  public long skewNanos(int priority, long intervalNanos) {
    int shortfall = 256 - (owner() ? OWNER_PRIORITY : priority);
    if (version == VrrpVersion.V2) {
      return shortfall * 1_000_000L / 256 * 1_000;
    }
    return shortfall * (intervalNanos / 10_000_000) * 625 / 16 * 1_000;
  }

  /** How long a backup waits for an advert before it takes over (Active_Down_Interval). */
  public long downIntervalNanos(int priority, long intervalNanos) {
    return downTimerAdverts * intervalNanos + skewNanos(priority, intervalNanos);
  }
}
