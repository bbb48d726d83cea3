package dev.baton.router.loop;

import dev.baton.core.node.NodeEvent;
import dev.baton.core.vrrp.IpEnvelope;
import dev.baton.core.vrrp.VrrpDatagram;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The most recent events of the node, with their times. They are dumped when the router fails, so
 * that the failure can be reproduced in a test.
 *
 * <p>Recording costs two stores. Because the loop reuses a datagram's buffer, the first bytes of it
 * are copied, without the password that it may contain. Large events are kept only as a summary:
 * the configurations of the last reloads would fill the heap.
 */
final class EventRecorder {

  private static final int EVENT_COUNT = 256;

  /** A VRRP packet of 14 IPv4 addresses, or three of IPv6. */
  private static final int DATAGRAM_BYTES = 64;

  private final long[] timesNanos = new long[EVENT_COUNT];

  /** Events, or a text in the place of a large one. */
  private final Object[] events = new Object[EVENT_COUNT];

  private final int[] shownBytes = new int[EVENT_COUNT];
  private final byte[][] datagrams = new byte[EVENT_COUNT][DATAGRAM_BYTES];
  private long recorded;

  EventRecorder() {
    java.util.Arrays.fill(events, new NodeEvent.TimePassed());
  }

  void record(NodeEvent event, long nowNanos) {
    int at = (int) (recorded++ % EVENT_COUNT);
    timesNanos[at] = nowNanos;
    events[at] = kept(event);
    if (event instanceof NodeEvent.DatagramReceived(_, IpEnvelope envelope, byte[] bytes)) {
      int secretFrom = VrrpDatagram.secretFrom(envelope, bytes);
      shownBytes[at] = Math.min(DATAGRAM_BYTES, secretFrom - envelope.offset());
      System.arraycopy(bytes, envelope.offset(), datagrams[at], 0, shownBytes[at]);
    } else if (event instanceof NodeEvent.ControlReceived control) {
      shownBytes[at] = Math.min(DATAGRAM_BYTES, control.lengthBytes());
      System.arraycopy(control.bytes(), 0, datagrams[at], 0, shownBytes[at]);
    }
  }

  private static Object kept(NodeEvent event) {
    if (event instanceof NodeEvent.Reconfigured(var configuration)) {
      return "Reconfigured[" + configuration.instances().size() + " instances]";
    }
    if (event instanceof NodeEvent.Surveyed(var links, var addresses)) {
      return "Surveyed[" + links.size() + " links, " + addresses.size() + " addresses]";
    }
    return event;
  }

  /** One line for each event, the oldest first; times count back from {@code nowNanos}. */
  List<String> lines(long nowNanos) {
    List<String> lines = new ArrayList<>();
    for (long i = Math.max(0, recorded - EVENT_COUNT); i < recorded; i++) {
      int at = (int) (i % EVENT_COUNT);
      lines.add((timesNanos[at] - nowNanos) / 1_000 + " us " + describe(at));
    }
    return lines;
  }

  private String describe(int at) {
    if (events[at] instanceof NodeEvent.DatagramReceived(int channel, IpEnvelope envelope, _)) {
      int hidden = Math.min(envelope.lengthBytes(), DATAGRAM_BYTES) - shownBytes[at];
      return "DatagramReceived[channel "
          + channel
          + ", "
          + envelope.source()
          + " -> "
          + envelope.destination()
          + ", hop limit "
          + envelope.hopLimit()
          + ", "
          + envelope.lengthBytes()
          + " bytes, "
          + HexFormat.of().formatHex(datagrams[at], 0, shownBytes[at])
          + "**".repeat(hidden)
          + "]";
    }
    if (events[at] instanceof NodeEvent.ControlReceived control) {
      return "ControlReceived[channel "
          + control.channel()
          + ", "
          + control.source()
          + " -> "
          + control.destination()
          + ", hop limit "
          + control.hopLimit()
          + ", "
          + HexFormat.of().formatHex(datagrams[at], 0, shownBytes[at])
          + "]";
    }
    return events[at].toString();
  }
}
