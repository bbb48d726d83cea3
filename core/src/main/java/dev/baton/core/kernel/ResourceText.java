package dev.baton.core.kernel;

/** What resources are called before the operator. */
public final class ResourceText {

  private ResourceText() {}

  /** What it is. */
  public static String name(Resource resource) {
    return switch (resource) {
      case Resource.Address(AddressSpec spec, _) -> spec.prefix().toString();
      case Resource.Route(RouteSpec spec, _) -> "the route to " + spec.destination();
    };
  }

  /** Where it is. */
  public static String place(Resource resource) {
    return switch (resource) {
      case Resource.Address(AddressSpec spec, _) -> spec.device();
      case Resource.Route(RouteSpec spec, _) -> "table " + spec.table();
    };
  }

  /** How it is removed by hand. */
  public static String removal(Resource resource) {
    return switch (resource) {
      case Resource.Address(AddressSpec spec, _) ->
          "ip address delete " + spec.prefix() + " dev " + spec.device();
      case Resource.Route(RouteSpec spec, _) ->
          "ip route delete " + spec.destination() + " table " + spec.table();
    };
  }
}
