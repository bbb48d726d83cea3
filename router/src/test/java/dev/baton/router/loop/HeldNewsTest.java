package dev.baton.router.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.Link;
import dev.baton.core.kernel.LinkHardware;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.net.MacAddress;
import dev.baton.core.node.NodeEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Notifications beside surveys: whatever is told last counts. */
final class HeldNewsTest {

  private final HeldNews news = new HeldNews();
  private final List<NodeEvent> handedOn = new ArrayList<>();

  private static Link link(int index, boolean up) {
    return new Link(
        index, "eth" + index, up, up, true, true, 1500, new MacAddress(2), LinkHardware.ETHERNET);
  }

  private static InterfaceAddress address(int linkIndex, String text) {
    var prefix = new IpPrefix(IpAddress.parse(text).orElseThrow(), 24);
    return new InterfaceAddress(linkIndex, prefix, 0, false, false);
  }

  private static NodeEvent.Surveyed survey(List<Link> links, InterfaceAddress... addresses) {
    return new NodeEvent.Surveyed(links, List.of(addresses));
  }

  @Test
  void beforeTheFirstSurveyThereIsNobodyToTell() {
    news.tell(new NodeEvent.LinkChanged(link(1, false)), handedOn::add);
    assertEquals(List.of(), handedOn);
    assertFalse(news.surveyed(survey(List.of(link(1, true), link(2, true))), handedOn::add));
    assertEquals(List.of(survey(List.of(link(1, false), link(2, true)))), handedOn);
  }

  /** The kernel may take seconds to list ten thousand links. */
  @Test
  void afterAnOverrunNewsDoNotWaitForTheSurvey() {
    news.surveyed(survey(List.of(link(1, true))), handedOn::add);
    handedOn.clear();
    news.overrun();
    assertTrue(news.isSurveying());
    var down = new NodeEvent.LinkChanged(link(1, false));
    news.tell(down, handedOn::add);
    assertEquals(List.of(down), handedOn);

    // The list is older than that: it must not bring the link up again, not even for a moment.
    handedOn.clear();
    news.surveyed(survey(List.of(link(1, true))), handedOn::add);
    assertEquals(List.of(survey(List.of(link(1, false)))), handedOn);
    assertFalse(news.isSurveying());
  }

  @Test
  void whatIsHandedOnIsOnePicture() {
    InterfaceAddress gone = address(2, "192.0.2.2");
    InterfaceAddress ours = address(1, "192.0.2.7");
    news.tell(new NodeEvent.LinkGone(3), handedOn::add);
    news.tell(new NodeEvent.AddressRemoved(gone, false), handedOn::add);
    news.tell(new NodeEvent.AddressAdded(ours, true), handedOn::add);
    news.tell(new NodeEvent.LinkChanged(link(4, true)), handedOn::add);
    news.surveyed(
        survey(
            List.of(link(1, true), link(2, true), link(3, true)),
            address(1, "192.0.2.1"),
            gone,
            address(3, "192.0.2.3")),
        handedOn::add);
    assertEquals(
        List.of(
            survey(
                List.of(link(1, true), link(2, true), link(4, true)),
                address(1, "192.0.2.1"),
                ours.asOurs())),
        handedOn);
  }

  @Test
  void aSurveyThatWasOverrunItselfCountsNothing() {
    news.overrun();
    assertTrue(news.surveyed(survey(List.of(link(1, true))), handedOn::add));
    assertEquals(List.of(), handedOn);
    assertFalse(news.surveyed(survey(List.of(link(1, false))), handedOn::add));
    assertEquals(List.of(survey(List.of(link(1, false)))), handedOn);
  }
}
