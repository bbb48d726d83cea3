package dev.baton.sim;

import java.util.List;
import java.util.stream.Stream;

/** The bugs that the simulation must find. */
final class PlantedBugs {

  private PlantedBugs() {}

  static List<PlantedBug> all() {
    return Stream.of(
            timers(),
            mastership(),
            junk(),
            ipv6(),
            unicast(),
            surroundings(),
            trackers(),
            life(),
            BfdBugs.all())
        .flatMap(List::stream)
        .toList();
  }

  /** How long a backup waits, and for whom. */
  private static List<PlantedBug> timers() {
    return List.of(
        new PlantedBug(
            "skew grows with the priority",
            "vrrp/VrrpConfig.java",
            "int shortfall = 256 - (owner() ? OWNER_PRIORITY : priority);",
            "int shortfall = owner() ? OWNER_PRIORITY : priority;",
            ""),
        new PlantedBug(
            "down interval is an advert short",
            "vrrp/VrrpConfig.java",
            "return downTimerAdverts * intervalNanos + skewNanos(priority, intervalNanos);",
            "return (downTimerAdverts - 1) * intervalNanos + skewNanos(priority, intervalNanos);",
            "takeover too early"),
        new PlantedBug(
            "adverts do not put the takeover off",
            "vrrp/BackupRole.java",
            "        nowNanos + config.downIntervalNanos(self.priority(), intervalNanos),\n",
            "        self.expiresAtNanos(),\n",
            "takeover too early"),
        new PlantedBug(
            "a v3 backup does not learn the master's interval",
            "vrrp/BackupRole.java",
            "VrrpVersion.V3 ? packet.intervalNanos() : config.advertIntervalNanos();",
            "VrrpVersion.V3 ? config.advertIntervalNanos() : config.advertIntervalNanos();",
            ""),
        new PlantedBug(
            "a better backup never preempts",
            "vrrp/BackupRole.java",
            "boolean outranked = theirs < self.priority() && mayPreempt(config);\n    boolean",
            "boolean outranked = false;\n    boolean",
            "although"),
        new PlantedBug(
            "nopreempt is forgotten",
            "vrrp/BackupRole.java",
            "return config.preempt() || config.owner();",
            "return true;",
            "takeover too early"),
        new PlantedBug(
            "a backup does not hurry after a resignation",
            "vrrp/BackupRole.java",
            "Math.min(self.nextDeadlineNanos(), skewEndNanos)",
            "self.nextDeadlineNanos()",
            "does not hurry"),
        new PlantedBug(
            "a backup that slept takes over without listening",
            "vrrp/BackupRole.java",
            "Math.max(self.listensUntilNanos(), nowNanos + listenNanos)",
            "Math.max(self.listensUntilNanos(), nowNanos + listenNanos / 99)",
            "without listening"));
  }

  /** How masters speak, yield and leave. */
  private static List<PlantedBug> mastership() {
    return List.of(
        new PlantedBug(
            "of equal masters the one with the higher address yields",
            "vrrp/MasterRole.java",
            "self.priority() && heard.source().compareTo(heard.local()) > 0",
            "self.priority() && heard.source().compareTo(heard.local()) < 0",
            "wrong answer"),
        new PlantedBug(
            "a master yields only to much better ones",
            "vrrp/MasterRole.java",
            "if (theirs > self.priority()) {",
            "if (theirs > self.priority() + 20) {",
            "wrong answer"),
        new PlantedBug(
            "a master that yields keeps the addresses",
            "vrrp/MasterRole.java",
            """
                actions.add(new GiveUpAddresses());
                actions.add(RELEASED);
                actions.add(new Entered(cause));
              }
            """,
            """
                actions.add(RELEASED);
                actions.add(new Entered(cause));
              }
            """,
            "is not master of"),
        new PlantedBug(
            "a master stops without a word",
            "vrrp/MasterRole.java",
            """
                actions.add(new SendAdvert(0));
                actions.add(SENT);
                actions.add(SENT_ZERO);
            """,
            "",
            "without priority 0"),
        new PlantedBug(
            "a master skips every other advert",
            "vrrp/MasterRole.java",
            "long onTimeNanos = self.advertAtNanos() + intervalNanos;",
            "long onTimeNanos = self.advertAtNanos() + 2 * intervalNanos;",
            "silent"),
        new PlantedBug(
            "a master that slept goes on as if nothing had been",
            "vrrp/MasterRole.java",
            "return nowNanos - self.advertedAtNanos() >= limitNanos;",
            "return nowNanos - self.advertedAtNanos() >= 1000 * limitNanos;",
            "without listening"),
        new PlantedBug(
            "resignations are not counted",
            "vrrp/MasterRole.java",
            "    actions.add(SENT_ZERO);\n",
            "",
            "counters"));
  }

  /** What must not be listened to. */
  private static List<PlantedBug> junk() {
    return List.of(
        new PlantedBug(
            "the time to live is not checked",
            "vrrp/VrrpReceiver.java",
            "multicast && datagram.hopLimit() != VrrpDatagram.HOP_LIMIT",
            "multicast && datagram.hopLimit() < 200",
            "from behind a router"),
        new PlantedBug(
            "passwords are not compared",
            "vrrp/VrrpReceiver.java",
            "datagram.authenticationData() != ours.data()",
            "datagram.authenticationData() == 0",
            "other password"),
        new PlantedBug(
            "a v2 advert with another interval counts",
            "vrrp/VrrpReceiver.java",
            "if (intervalNanos != config.advertIntervalNanos()) {\n      return",
            "if (intervalNanos == 0) {\n      return",
            "other interval"),
        new PlantedBug(
            "an interval of 0 makes roles flap",
            "vrrp/VrrpReceiver.java",
            "if (datagram.packet().intervalNanos() == 0) {",
            "if (datagram.packet().intervalNanos() < 0) {",
            "takeover too early"),
        new PlantedBug(
            "an advert without addresses displaces a master",
            "vrrp/VrrpReceiver.java",
            "if (packet.addresses().isEmpty() && !config.addresses().isEmpty()) {",
            "if (packet.addresses().isEmpty() && config.addresses().isEmpty()) {",
            "wrong answer"));
  }

  /** What is of IPv6 only. */
  private static List<PlantedBug> ipv6() {
    return List.of(
        new PlantedBug(
            "an IPv6 advert is summed without its pseudo header",
            "vrrp/VrrpDatagram.java",
            "return plain && envelope.family() == IpFamily.INET\n",
            "return plain || envelope.family() == IpFamily.INET6\n",
            "summed for another destination"),
        new PlantedBug(
            "a neighbour advertisement overrides nothing",
            "announce/AnnounceFrame.java",
            "(router ? FLAG_ROUTER | FLAG_OVERRIDE : FLAG_OVERRIDE)",
            "(router ? FLAG_ROUTER : 0)",
            "a client looks for"));
  }

  /** What is of adverts to peers only. */
  private static List<PlantedBug> unicast() {
    return List.of(
        new PlantedBug(
            "only the first peer is told",
            "node/AdvertSender.java",
            "for (int i = 0; i < templates.size(); i++) {",
            "for (int i = 0; i < Math.min(1, templates.size()); i++) {",
            "do not go to all"),
        new PlantedBug(
            "a peer that is not on the link is not reached",
            "node/AdvertSender.java",
            "source, to, target.hopLimit(), summed)",
            "source, to, 1, summed)",
            "addressed wrongly"),
        new PlantedBug(
            "a stranger is taken for a peer",
            "vrrp/VrrpReceiver.java",
            "if (!unicast.fromPeersOnly()) {",
            "if (unicast.fromPeersOnly()) {",
            "no peer's"));
  }

  /** Links and addresses. */
  private static List<PlantedBug> surroundings() {
    return List.of(
        new PlantedBug(
            "a link without a carrier counts as up",
            "kernel/Link.java",
            "return up && running;",
            "return up;",
            ""),
        new PlantedBug(
            "an address that somebody deletes is not missed",
            "node/HostState.java",
            "holder.owner().addressTaken(holder.address(), link, turn);",
            "links.addressRemoved(address.linkIndex(), address.prefix());",
            "without"),
        new PlantedBug(
            "a static address that somebody deletes is not set again",
            "node/StaticResources.java",
            "if (ownedResources.taken(address)) {",
            "if (!ownedResources.taken(address)) {",
            "without its static address"),
        new PlantedBug(
            "a static address that goes with its primary is not set again",
            "node/HostState.java",
            "indexHolders(List.of(statics, devices));",
            "indexHolders(List.of(devices));",
            "without its static address"),
        new PlantedBug(
            "static addresses stay at the stop",
            "node/StaticResources.java",
            "    ownedResources.giveUp();\n",
            "    ownedResources.abandon();\n",
            "holds its static address"),
        new PlantedBug(
            "a survey does not tell of changed links",
            "node/HostState.java",
            "    found.forEach(this::linkChanged);\n",
            "",
            "although"),
        new PlantedBug(
            "a change of a link that must last never counts",
            "node/Links.java",
            "if (entry.countsAtNanos <= nowNanos) {\n        changes.add(count(entry));",
            "if (entry.countsAtNanos <= nowNanos) {\n        entry.countsAtNanos = Long.MAX_VALUE;",
            "is"));
  }

  /** Scripts and files, and what their weights come to. */
  private static List<PlantedBug> trackers() {
    return List.of(
        new PlantedBug(
            "a script's verdict is taken the wrong way round",
            "track/TrackedObject.java",
            "case Reading.Verdict.UP -> weight.effect(true);",
            "case Reading.Verdict.UP -> weight.effect(false);",
            ""),
        new PlantedBug(
            "the number in a file is added without its weight",
            "track/Weight.java",
            "long product = (long) value * (reverse ? -points : points);",
            "long product = value;",
            ""),
        new PlantedBug(
            "the sum of the weights is not held within the limits",
            "track/EffectivePriority.java",
            "Math.clamp(base + contributions, MIN, MAX)",
            "Math.clamp(base + contributions, MIN + 9, MAX)",
            "priority should be"));
  }

  /** Start, stop, reload, and a kernel that says no. */
  private static List<PlantedBug> life() {
    return List.of(
        new PlantedBug(
            "an address is there before what drops its packets",
            "kernel/Reconciler.java",
            "FILTERS,\n    ADDRESSES,",
            "ADDRESSES,\n    FILTERS,",
            "answers at"),
        new PlantedBug(
            "what drops packets goes with an address that may stay",
            "kernel/Reconciler.java",
            "if (first && !isNeededBy(desired, actual, resource)) {",
            "if (first) {",
            "answers at last at"),
        new PlantedBug(
            "addresses that a killed daemon left stay",
            "node/MasterResources.java",
            "if (owned.find(links) > 0) {",
            "if (links == null) {",
            "is not master of"),
        new PlantedBug(
            "a deletion that was refused counts as done",
            "node/OwnedResources.java",
            "if (refusal == Refusal.FINE) {\n      forget",
            "if (errno >= 0) {\n      forget",
            "but holds"),
        new PlantedBug(
            "what half a plan left is not looked for behind what it removed",
            "node/Links.java",
            """
                  if (holds(address.linkIndex(), address.prefix()) && !asOther) {
            """,
            """
                  if (!holds(address.linkIndex(), address.prefix())) {
                    break;
                  } else if (!asOther) {
            """,
            "is not master of"),
        new PlantedBug(
            "a stop ends before the addresses are gone",
            "node/Node.java",
            "if (stopping && !finished && allSettled()) {",
            "if (stopping && !finished) {",
            ""),
        new PlantedBug(
            "a reload forgets what was read of the tracked objects",
            "node/TrackerBoard.java",
            "known ? oldReadings.getOrDefault(tracker.id(), fresh) : fresh",
            "fresh",
            ""));
  }
}
