package dev.baton.core.node;

import dev.baton.core.kernel.RouteSpec;
import dev.baton.core.kernel.RouteSpec.Hop;
import dev.baton.core.kernel.RuleSpec;
import dev.baton.core.model.RouteConfig;
import dev.baton.core.model.RouteConfig.Tracking;
import dev.baton.core.model.RuleConfig;
import dev.baton.core.net.IpAddress;
import java.util.ArrayList;

/** Routes and rules for tests. */
final class TestRouting {

  static final String FAR = "198.51.100.0/24";

  private TestRouting() {}

  static RouteConfig route(String gateway, boolean tracked, String... devices) {
    return routeTo(FAR, gateway, tracked, devices);
  }

  static RouteConfig routeTo(
      String destination, String gateway, boolean tracked, String... devices) {
    var hops = new ArrayList<Hop>();
    for (String device : devices) {
      hops.add(new Hop(IpAddress.parse(gateway), device));
    }
    return new RouteConfig(
        RouteSpec.unicast(TestConfig.prefix(destination), hops, RouteSpec.MAIN, 0),
        new Tracking(tracked, ""));
  }

  static RuleConfig rule(String inputDevice) {
    return new RuleConfig(ruleSpec(inputDevice), Tracking.DEFAULT);
  }

  static RuleSpec ruleSpec(String inputDevice) {
    return ruleSpec(inputDevice, 100);
  }

  static RuleSpec ruleSpec(String inputDevice, long preference) {
    return RuleSpec.lookup(TestConfig.prefix("10.0.0.100/32"), inputDevice, 100, preference);
  }
}
