package dev.baton.core.vrrp;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import java.util.List;

/** The usual virtual router of these tests, and how one differs from it. */
final class Given {

  static final long SECOND = 1_000_000_000L;
  static final long MILLISECOND = 1_000_000L;

  static final IpAddress LOCAL = ip("10.9.0.2");
  static final IpAddress HIGHER_ADDRESS = ip("10.9.0.200");
  static final IpAddress LOWER_ADDRESS = ip("10.9.0.1");
  static final IpAddress VIP = ip("10.9.0.100");

  int vrid = 51;
  VrrpVersion version = VrrpVersion.V3;
  int priority = 100;
  boolean wantsMaster;
  IpFamily family = IpFamily.INET;
  long intervalNanos = SECOND;
  int downTimerAdverts = 3;
  boolean preempt = true;
  long preemptDelayNanos;
  boolean lowerPriorityNoAdvert;
  boolean higherPrioritySendAdvert;
  boolean ownerIgnoreAdverts;
  boolean skipCheckAdvertAddresses;
  boolean grouped;
  boolean checksumAsV2;
  VrrpAuthentication authentication = VrrpAuthentication.NONE;
  List<IpAddress> addresses = List.of(VIP);

  static Given router() {
    return new Given();
  }

  /** The address owner, as RFC 9568 knows it. */
  static Given owner() {
    Given given = new Given();
    given.priority = 255;
    given.wantsMaster = true;
    return given;
  }

  /** A change of one setting, so that a test names only what it is about. */
  interface Setting {
    void on(Given given);
  }

  VrrpConfig with(Setting... settings) {
    for (Setting setting : settings) {
      setting.on(this);
    }
    return new VrrpConfig(
        "VI_1",
        vrid,
        version,
        family,
        priority,
        wantsMaster,
        intervalNanos,
        downTimerAdverts,
        preempt,
        preemptDelayNanos,
        lowerPriorityNoAdvert,
        higherPrioritySendAdvert,
        ownerIgnoreAdverts,
        skipCheckAdvertAddresses,
        grouped,
        checksumAsV2,
        authentication,
        addresses);
  }

  static IpAddress ip(String text) {
    return IpAddress.parse(text).orElseThrow();
  }

  static VrrpEvent.Heard heard(int priority, IpAddress source) {
    return heard(priority, source, SECOND);
  }

  static VrrpEvent.Heard heard(int priority, IpAddress source, long intervalNanos) {
    var packet = new VrrpPacket(VrrpVersion.V3, 51, priority, intervalNanos, List.of(VIP));
    return new VrrpEvent.Heard(packet, source, LOCAL);
  }
}
