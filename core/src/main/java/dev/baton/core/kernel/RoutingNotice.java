package dev.baton.core.kernel;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import java.util.List;
import java.util.Optional;

/** What the kernel tells of a route or of a rule that has gone. */
public sealed interface RoutingNotice {

  /** What the kernel gives an IPv6 route that asks for no metric. */
  int USUAL_METRIC_OF_INET6 = 1024;

  /** Whether it is about this resource, as far as the kernel tells. */
  boolean isAbout(Resource resource);

  /**
   * A route.
   *
   * @param ways its next hops; empty for a route that drops
   */
  record OfRoute(
      RouteSpec.Type type,
      IpPrefix destination,
      Optional<IpPrefix> source,
      int tos,
      long table,
      long metric,
      List<Way> ways)
      implements RoutingNotice {

    @Override
    public boolean isAbout(Resource resource) {
      if (!(resource instanceof Resource.Route(RouteSpec spec, var links))) {
        return false;
      }
      boolean six = spec.family() == IpFamily.INET6;
      long usual = six && spec.metric() == 0 ? USUAL_METRIC_OF_INET6 : spec.metric();
      return destination.equals(spec.destination().network())
          && type == spec.type()
          && source.equals(spec.source().map(IpPrefix::network))
          && (six || tos == spec.tos())
          && table == spec.table()
          && metric == usual
          && leadsAs(spec, links);
    }

    /** Of several hops IPv6 tells one by one; and the link may have been the kernel's choice. */
    private boolean leadsAs(RouteSpec spec, List<Integer> links) {
      for (int i = 0; i < spec.hops().size(); i++) {
        for (Way way : ways) {
          boolean sameLink = links.get(i) == 0 || links.get(i) == way.linkIndex();
          if (sameLink && way.gateway().equals(spec.hops().get(i).gateway())) {
            return true;
          }
        }
      }
      return spec.hops().isEmpty();
    }
  }

  /** One next hop; without a gateway the destination is on the link. */
  record Way(Optional<IpAddress> gateway, int linkIndex) {}

  /** A rule, of which the kernel tells all. */
  record OfRule(RuleSpec rule) implements RoutingNotice {

    @Override
    public boolean isAbout(Resource resource) {
      return resource instanceof Resource.Rule(RuleSpec spec) && rule.equals(spec.asTold());
    }
  }
}
