package dev.baton.supervisor.observe;

import dev.baton.core.config.Configuration;
import dev.baton.core.config.GlobalConfig;
import dev.baton.core.config.InstanceConfig;
import dev.baton.core.config.RouterConfig;
import dev.baton.core.config.ScriptConfig;
import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Link;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.MacAddress;
import dev.baton.core.node.NodeSnapshot;
import dev.baton.core.track.TrackedInterface;
import dev.baton.core.track.TrackedScript;
import java.util.List;

/**
 * The text of {@code keepalived.data} and {@code keepalived_parent.data}: configuration and state
 * in sections, with keepalived's titles and keys. What this version does not have is left out.
 */
public final class DataDump {

  /**
   * How a track script stands.
   *
   * @param result its counter, from 0 to rise + fall - 1
   * @param status {@code GOOD}, {@code BAD} or {@code INIT}
   * @param state {@code idle}, {@code running} and the like
   */
  public record ScriptStatus(String name, int result, String status, String state) {}

  private final DumpPage page = new DumpPage();
  private final Configuration configuration;
  private final NodeSnapshot snapshot;
  private final WallClock clock;

  private DataDump(Configuration configuration, NodeSnapshot snapshot, WallClock clock) {
    this.configuration = configuration;
    this.snapshot = snapshot;
    this.clock = clock;
  }

  /** The parent's file: the global definitions. */
  public static String parent(Configuration configuration) {
    var page = new DumpPage();
    globals(page, configuration);
    return page.toString();
  }

  /** The router's file. */
  public static String router(
      Configuration configuration,
      NodeSnapshot snapshot,
      List<ScriptStatus> scripts,
      WallClock clock) {
    var dump = new DataDump(configuration, snapshot, clock);
    globals(dump.page, configuration);
    dump.topology();
    dump.scripts(scripts);
    dump.interfaces();
    return dump.page.toString();
  }

  private static void globals(DumpPage page, Configuration configuration) {
    GlobalConfig global = configuration.global();
    RouterConfig router = configuration.router();
    String namespace = global.netNamespace();
    page.section("Global definitions");
    page.item(1, "Network namespace", namespace.isEmpty() ? "(default)" : namespace);
    if (!global.instance().isEmpty()) {
      page.item(1, "Instance name", global.instance());
    }
    page.item(1, "Router ID", global.routerId());
    page.line(1, (global.reloadCheckConfig() ? "Test" : "No test") + " config before reload");
    page.item(1, "Dynamic interfaces", router.dynamicInterfaces());
    page.item(1, "VRRP process priority", router.niceLevel());
    page.item(1, "VRRP don't swap", router.lockMemory());
    page.item(1, "VRRP realtime priority", router.realtimePriority());
    page.item(1, "VRRP realtime limit", router.realtimeLimitMicros());
    page.item(1, "umask", "0" + Integer.toOctalString(global.umask()));
    page.line(1, "json_version " + global.jsonVersion());
  }

  private void topology() {
    page.section("VRRP Topology");
    for (InstanceConfig config : configuration.instances()) {
      for (NodeSnapshot.Instance instance : snapshot.instances()) {
        if (instance.name().equals(config.name())) {
          new InstanceDump(page, config, instance, clock).print(snapshot);
        }
      }
    }
  }

  private void scripts(List<ScriptStatus> states) {
    if (configuration.scripts().isEmpty()) {
      return;
    }
    page.section("VRRP Scripts");
    for (ScriptConfig script : configuration.scripts()) {
      script(script);
      for (ScriptStatus state : states) {
        if (state.name().equals(script.name())) {
          page.item(3, "Result", state.result());
          page.item(3, "Status", state.status());
          page.item(3, "State", state.state());
        }
      }
      page.line(3, "Tracking instances :");
      for (InstanceConfig instance : configuration.instances()) {
        tracker(script, instance);
      }
    }
  }

  private void script(ScriptConfig script) {
    page.item(1, "VRRP Script", script.name());
    page.item(3, "Command", DumpText.words(script.command()));
    page.item(3, "Interval", DumpPage.interval(script.intervalNanos()));
    page.item(3, "Timeout", DumpPage.interval(script.timeoutNanos()));
    page.item(
        3, "Weight", script.weight().points() + (script.weight().reverse() ? " reverse" : ""));
    page.item(3, "Rise", script.rise());
    page.item(3, "Fall", script.fall());
    page.item(3, "Init state", script.initFail() ? "failed" : "unknown");
    page.item(3, "Script uid:gid", DumpText.identity(script.command().identity()));
  }

  private void tracker(ScriptConfig script, InstanceConfig instance) {
    for (TrackedScript tracked : instance.trackedScripts()) {
      if (tracked.name().equals(script.name())) {
        page.line(5, instance.name() + ", " + DumpPage.weight(tracked.weight()));
      }
    }
  }

  private void interfaces() {
    page.section("Interfaces");
    for (Link link : snapshot.links()) {
      page.item(1, "Name", link.name());
      page.item(3, "index", link.index());
      page.item(3, "IPv4 address", address(link, IpFamily.INET));
      page.item(3, "IPv6 address", address(link, IpFamily.INET6));
      if (!link.mac().equals(MacAddress.NONE)) {
        page.item(3, "MAC", link.mac().toString());
      }
      page.item(3, "State", state(link));
      page.item(3, "MTU", link.mtuBytes());
      trackers(link);
    }
  }

  /** The address that adverts of that family could come from, or {@code (none)}. */
  private String address(Link link, IpFamily family) {
    for (InterfaceAddress address : snapshot.addresses()) {
      boolean fits =
          address.linkIndex() == link.index() && address.prefix().address().family() == family;
      // Over IPv6 adverts come from a link-local address (RFC 9568, section 5.1.2.1).
      if (fits && (family == IpFamily.INET || address.prefix().address().isLinkLocal())) {
        return address.prefix().address().toString();
      }
    }
    return "(none)";
  }

  private static String state(Link link) {
    return (link.up() ? "UP" : "not UP")
        + (link.running() ? ", RUNNING" : ", not RUNNING")
        + (link.arp() ? "" : ", no arp")
        + (link.multicast() ? "" : ", no multicast");
  }

  private void trackers(Link link) {
    boolean titled = false;
    for (InstanceConfig instance : configuration.instances()) {
      String weight = weight(instance, link.name());
      if (!weight.isEmpty()) {
        if (!titled) {
          page.line(3, "Tracking VRRP instances :");
          titled = true;
        }
        page.line(5, instance.name() + ", " + weight);
      }
    }
  }

  private static String weight(InstanceConfig instance, String interfaceName) {
    for (TrackedInterface tracked : instance.trackedInterfaces()) {
      if (tracked.name().equals(interfaceName)) {
        return DumpPage.weight(tracked.weight());
      }
    }
    return instance.trackPrimary() && instance.interfaceName().equals(interfaceName)
        ? "weight 0"
        : "";
  }
}
