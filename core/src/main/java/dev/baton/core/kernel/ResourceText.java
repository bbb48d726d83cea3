package dev.baton.core.kernel;

import dev.baton.core.net.IpFamily;

/** What resources are called before the operator. */
public final class ResourceText {

  private ResourceText() {}

  /** What it is. */
  public static String name(Resource resource) {
    return switch (resource) {
      case Resource.Address(AddressSpec spec, _) -> spec.prefix().toString();
      case Resource.Route(RouteSpec spec, _) -> "the route to " + RoutingText.destination(spec);
      case Resource.Rule(RuleSpec spec) -> "the rule `" + RoutingText.of(spec) + "`";
      case Resource.Device(DeviceSpec spec, _) -> "the " + spec.kind().word() + " " + spec.name();
      case Resource.Setting(String path, _, _) -> "the setting " + path;
      case Resource.Filter(FilterEntry entry) -> name(entry);
    };
  }

  private static String name(FilterEntry entry) {
    return switch (entry) {
      case FilterEntry.Drop(var address, _) -> "the filter that drops packets of " + address;
      case FilterEntry.MovedReports _ -> "the filter that moves reports to the parent";
      case FilterEntry.HiddenParent(var linkLocal, _) -> "the filter that hides " + linkLocal;
    };
  }

  /** Where it is: {@code on eth0}. */
  public static String where(Resource resource) {
    return switch (resource) {
      case Resource.Address(AddressSpec spec, _) -> "on " + spec.device();
      case Resource.Route(RouteSpec spec, _) -> "in table " + spec.table();
      case Resource.Rule(RuleSpec spec) -> "of " + spec.family();
      case Resource.Device(DeviceSpec spec, _) -> "on " + spec.parent();
      case Resource.Setting(_, String value, _) -> "to " + value;
      case Resource.Filter _ -> "in the firewall";
    };
  }

  /** What it is removed from: {@code from eth0}. */
  public static String whence(Resource resource) {
    return switch (resource) {
      case Resource.Address(AddressSpec spec, _) -> "from " + spec.device();
      case Resource.Route(RouteSpec spec, _) -> "from table " + spec.table();
      case Resource.Rule(RuleSpec spec) -> "of " + spec.family();
      case Resource.Device(DeviceSpec spec, _) -> "from " + spec.parent();
      case Resource.Setting(_, String value, _) -> "from " + value;
      case Resource.Filter _ -> "from the firewall";
    };
  }

  /** How it is removed by hand. */
  public static String removal(Resource resource) {
    return switch (resource) {
      case Resource.Address(AddressSpec spec, _) ->
          "ip address delete " + spec.prefix() + " dev " + spec.device();
      case Resource.Route(RouteSpec spec, _) ->
          "ip route delete " + spec.destination() + " table " + spec.table();
      case Resource.Device(DeviceSpec spec, _) -> "ip link delete " + spec.name();
      case Resource.Setting(String path, _, _) -> "echo 0 >/proc/sys/" + path;
      case Resource.Rule(RuleSpec spec) ->
          (spec.family() == IpFamily.INET ? "ip rule" : "ip -6 rule")
              + " delete priority "
              + spec.preference()
              + " protocol "
              + spec.protocol();
      // Which table it is in depends on the configuration; those of the daemon have its name.
      case Resource.Filter _ -> "nft delete table, for a table that `nft list tables` shows";
    };
  }
}
