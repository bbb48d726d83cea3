package dev.baton.sim;

import dev.baton.core.net.IpAddress;
import dev.baton.core.node.NodeAction;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;

/**
 * The rule of where adverts go: to the group of their family, or a copy of each to every peer and
 * nobody else. The hop limit says which of the two it is, and what the node asks the socket for is
 * what the packet says.
 */
final class AddressingRule {

  private AddressingRule() {}

  /** Whether it counts as an advert: the first of the copies that go to the peers does. */
  static boolean isFirstCopy(RouterSettings settings, Advert advert) {
    return advert.destination().equals(number(settings.destinations().getFirst()));
  }

  /** Throws if an advert of this turn goes astray. */
  static void check(ObservedEvent turn) {
    Map<Integer, Map<BigInteger, Integer>> copies = new HashMap<>();
    for (NodeAction action : turn.actions()) {
      if (action instanceof NodeAction.SendAdvert(_, var destination, var packet)) {
        var advert = Advert.of(packet);
        var effect = turn.effectOn(advert.vrid());
        boolean asked = advert.destination().equals(number(destination));
        boolean right = advert.hopLimit() == effect.settings().hopLimit();
        effect.require(asked && right, "an advert that is addressed wrongly: " + advert);
        copies
            .computeIfAbsent(advert.vrid(), _ -> new HashMap<>())
            .merge(advert.destination(), 1, Integer::sum);
      }
    }
    copies.forEach((vrid, counts) -> checkAll(turn.effectOn(vrid), counts));
  }

  /** Each destination gets as many as the others, and there are no others. */
  private static void checkAll(ObservedEvent.Effect effect, Map<BigInteger, Integer> counts) {
    var destinations = effect.settings().destinations();
    int each = counts.getOrDefault(number(destinations.getFirst()), 0);
    boolean all =
        counts.size() == destinations.size()
            && destinations.stream().allMatch(it -> counts.getOrDefault(number(it), 0) == each);
    effect.require(all, "adverts that do not go to all of " + destinations);
  }

  private static BigInteger number(IpAddress address) {
    return new BigInteger(1, address.octets());
  }
}
