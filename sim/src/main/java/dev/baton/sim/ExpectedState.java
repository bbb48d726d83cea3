package dev.baton.sim;

import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Link;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.track.Weight;
import dev.baton.core.vrrp.VrrpConfig;
import dev.baton.core.vrrp.VrrpState;

/**
 * What one host's state should be, worked out from its configuration, its kernel, and its scripts
 * and tracked files alone. It does not ask the core.
 */
final class ExpectedState {

  private static final String NO_SOURCE = "no address";

  private ExpectedState() {}

  /** Why this virtual router must not serve on the host; empty if it may. */
  static String faultOf(VirtualHost host, RouterSettings router) {
    if (!router.terms().grouped()) {
      return ownFaultOf(host, router);
    }
    for (RouterSettings member : host.settings().routers()) {
      String fault = ownFaultOf(host, member);
      if (!fault.isEmpty()) {
        return member.name() + ": " + fault;
      }
    }
    return "";
  }

  private static String ownFaultOf(VirtualHost host, RouterSettings router) {
    var linkFault = linkFaultOf(host, router);
    if (!linkFault.isEmpty()) {
      return linkFault;
    }
    if (!hasSource(host, router)) {
      return NO_SOURCE;
    }
    for (var script : router.scripts().entrySet()) {
      var weight = script.getValue();
      if (weight.points() == 0 && host.readings().good(script.getKey()) == weight.reverse()) {
        return "script " + script.getKey();
      }
    }
    for (var process : router.processes().entrySet()) {
      var weight = process.getValue();
      if (weight.points() == 0 && host.readings().runs(process.getKey()) == weight.reverse()) {
        return "process " + process.getKey();
      }
    }
    for (var file : router.files().entrySet()) {
      if (isFault(file.getValue(), host.readings().valueIn(file.getKey()))) {
        return "file " + file.getKey();
      }
    }
    return "";
  }

  /**
   * Whether adverts have an address to leave from. Unless one is configured it need not be the
   * host's own: nobody can tell what a daemon has left that died before its configuration was
   * changed.
   */
  private static boolean hasSource(VirtualHost host, RouterSettings router) {
    if (router.peering().isPresent()) {
      return host.answersTo(router.hearsAt());
    }
    int index = host.kernel().link(RouterSettings.LAN_LINK).map(Link::index).orElse(-1);
    return host.kernel().addresses().stream()
        .filter(it -> it.linkIndex() == index && isOwn(host, it) && !it.tentative())
        .map(it -> it.prefix().address())
        .anyMatch(
            it ->
                it.family() == router.family()
                    && (it.family() == IpFamily.INET || it.isLinkLocal()));
  }

  private static boolean isOwn(VirtualHost host, InterfaceAddress held) {
    return !host.settings().isVirtual(held.prefix().address());
  }

  /** With weight 0 any number but 0 is a fault; else a product below -253. */
  private static boolean isFault(Weight weight, int value) {
    return weight.points() == 0 ? (value == 0) == weight.reverse() : product(weight, value) < -253;
  }

  private static long product(Weight weight, int value) {
    long product = (long) weight.points() * value;
    return weight.reverse() ? -product : product;
  }

  private static String linkFaultOf(VirtualHost host, RouterSettings router) {
    if (!host.kernel().usable(RouterSettings.LAN_LINK)) {
      return "LAN link unusable";
    }
    if (!host.kernel().usable(router.terms().vipDevice())) {
      return "link of the addresses unusable";
    }
    for (var link : router.links().entrySet()) {
      if (link.getValue().points() == 0 && !host.kernel().usable(link.getKey())) {
        return "tracked link unusable";
      }
    }
    return "";
  }

  /** The priority that the trackers make of the base priority. */
  static int priorityOf(VirtualHost host, RouterSettings router) {
    if (router.owner()) {
      return router.priority();
    }
    int total = router.priority();
    for (var script : router.scripts().entrySet()) {
      total += points(script.getValue(), host.readings().good(script.getKey()));
    }
    for (var process : router.processes().entrySet()) {
      total += points(process.getValue(), host.readings().runs(process.getKey()));
    }
    for (var file : router.files().entrySet()) {
      int value = host.readings().valueIn(file.getKey());
      if (!isFault(file.getValue(), value)) {
        total += (int) Math.min(253, product(file.getValue(), value));
      }
    }
    for (var link : router.links().entrySet()) {
      total += points(link.getValue(), host.kernel().usable(link.getKey()));
    }
    return Math.clamp(total, VrrpConfig.PRIORITY_MIN, VrrpConfig.PRIORITY_MAX);
  }

  /** A positive weight counts while good, a negative one while bad; reverse changes the sign. */
  private static int points(Weight weight, boolean good) {
    int points = weight.points() > 0 == good ? weight.points() : 0;
    return weight.reverse() ? -points : points;
  }

  /** Throws if an address is on the host of which it is not master. */
  static void checkNoStrayAddress(VirtualHost host, SimulatedRouter process) {
    for (JudgedInstance judged : process.seats()) {
      if (!judged.isMaster()) {
        checkNoAddressOf(host, judged.settings());
      }
    }
  }

  /**
   * Throws if the host was told of a link that is unusable, or of the loss of the address that its
   * adverts come from, and does as if it were not.
   */
  static void checkNobodyServesAtFault(VirtualHost host, SimulatedRouter process) {
    for (JudgedInstance judged : process.seats()) {
      var fault = linkFaultOf(host, judged.settings());
      if (fault.isEmpty() && !hasSource(host, judged.settings())) {
        fault = NO_SOURCE;
      }
      boolean serves = judged.state() instanceof VrrpState.Backup || judged.isMaster();
      if (serves && !fault.isEmpty()) {
        throw new Violation(
            "%s %s is %s although: %s"
                .formatted(host.name(), judged.name(), judged.state(), fault));
      }
    }
  }

  /**
   * Throws if a static address is missing whose link is there, or one is there that the router was
   * told of a reload ago, and is not any more.
   */
  static void checkStatics(VirtualHost host, SimulatedRouter process) {
    String link = RouterSettings.OTHER_LINK;
    for (IpPrefix prefix : process.settings().statics()) {
      if (host.kernel().link(link).isPresent() && !host.holds(link, prefix)) {
        throw new Violation(host.name() + " is without its static address " + prefix);
      }
    }
    for (IpPrefix prefix : process.droppedStatics()) {
      if (host.holds(link, prefix)) {
        throw new Violation(host.name() + " keeps " + prefix + ", which a reload has dropped");
      }
    }
  }

  /** Throws if a static address is there, though the daemon has ended. */
  static void checkNoStaticLeft(VirtualHost host, HostSettings last) {
    for (IpPrefix prefix : last.statics()) {
      if (host.holds(RouterSettings.OTHER_LINK, prefix)) {
        throw new Violation(host.name() + " has ended and holds its static address " + prefix);
      }
    }
  }

  /** Throws if an address of the virtual router is on the host, and no other hand set it. */
  static void checkNoAddressOf(VirtualHost host, RouterSettings router) {
    for (IpPrefix prefix : router.held()) {
      if (host.answersFor(router.terms().vipDevice(), prefix) && !host.isForeign(prefix)) {
        throw new Violation(
            "%s is not master of %s but holds %s".formatted(host.name(), router.name(), prefix));
      }
    }
    SimulatedRouting.checkNone(host, router);
  }
}
