package dev.baton.router.loop;

import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Link;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.node.NodeEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The notifications that arrive during a survey. A notification may be newer or older than the
 * survey, and for each object the newest information must win. So notifications are kept, and
 * passed on together with the survey as one consistent picture. After an overrun they are also
 * applied at once: an interface that goes down must not wait for a kernel that takes seconds to
 * list all the others.
 */
final class HeldNews {

  /** A bound for the memory; beyond it, another survey is cheaper. */
  private static final int HELD_COUNT_MAX = 10_000;

  private record Place(int linkIndex, IpPrefix prefix) {
    static Place of(InterfaceAddress address) {
      return new Place(address.linkIndex(), address.prefix());
    }
  }

  private final List<NodeEvent> held = new ArrayList<>();
  private boolean surveying = true;
  private boolean outdated;
  private boolean begun;

  /** Whether a survey is under way, as the first one is from the beginning. */
  boolean isSurveying() {
    return surveying;
  }

  /** News were lost: a survey is needed. */
  void overrun() {
    held.clear();
    outdated = surveying;
    surveying = true;
  }

  /** Something has happened. */
  void tell(NodeEvent event, Consumer<NodeEvent> sink) {
    if (begun) {
      sink.accept(event);
    }
    if (surveying && held.size() < HELD_COUNT_MAX) {
      held.add(event);
    } else if (surveying) {
      outdated = true;
    }
  }

  /**
   * A survey has ended: hands it on with what was told since it began. Returns whether it was
   * outdated before it came, so that another is needed, which begins now.
   */
  boolean surveyed(NodeEvent.Surveyed survey, Consumer<NodeEvent> sink) {
    if (outdated) {
      outdated = false;
      held.clear();
      return true;
    }
    surveying = false;
    begun = true;
    NodeEvent.Surveyed whole = with(survey, held);
    held.clear();
    sink.accept(whole);
    return false;
  }

  private static NodeEvent.Surveyed with(NodeEvent.Surveyed survey, List<NodeEvent> since) {
    if (since.isEmpty()) {
      return survey;
    }
    Map<Integer, Link> links = new LinkedHashMap<>();
    survey.links().forEach(link -> links.put(link.index(), link));
    Map<Place, InterfaceAddress> addresses = new LinkedHashMap<>();
    survey.addresses().forEach(address -> addresses.put(Place.of(address), address));
    for (NodeEvent event : since) {
      switch (event) {
        case NodeEvent.LinkChanged(var link) -> links.put(link.index(), link);
        case NodeEvent.LinkGone(var linkIndex) -> {
          links.remove(linkIndex);
          addresses.keySet().removeIf(place -> place.linkIndex() == linkIndex);
        }
        case NodeEvent.AddressAdded(var address, var ours) ->
            addresses.put(Place.of(address), ours ? address.asOurs() : address);
        case NodeEvent.AddressRemoved(var address, _) -> addresses.remove(Place.of(address));
        default -> throw new IllegalStateException("no news of the kernel: " + event);
      }
    }
    return new NodeEvent.Surveyed(List.copyOf(links.values()), List.copyOf(addresses.values()));
  }
}
