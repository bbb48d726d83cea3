package dev.baton.core.node;

import dev.baton.core.bfd.BfdPacket;
import dev.baton.core.net.IpAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a {@link TestHost} has to do with BFD: its sockets, and its packets. */
final class TestBfd {

  private final TestHost host;
  private final Map<Integer, BfdSocketSpec> sockets = new LinkedHashMap<>();
  private final Deque<Integer> opening = new ArrayDeque<>();
  private final List<BfdPacket> sent = new ArrayList<>();

  TestBfd(TestHost host) {
    this.host = host;
  }

  BfdSocketSpec open(int channel, BfdSocketSpec socket) {
    sockets.put(channel, socket);
    opening.add(channel);
    return socket;
  }

  BfdSocketSpec close(int channel) {
    opening.remove((Object) channel);
    return Objects.requireNonNull(sockets.remove(channel));
  }

  void send(byte[] packet) {
    sent.add((BfdPacket) BfdPacket.decode(packet, packet.length));
  }

  void openSocketsNow() {
    while (!opening.isEmpty()) {
      host.on(new NodeEvent.BfdSocketOpened(opening.remove()));
    }
  }

  /** The sockets that the node wants, by channel. */
  Map<Integer, BfdSocketSpec> sockets() {
    return sockets;
  }

  /** The packets that it has sent since this was asked last. */
  List<BfdPacket> take() {
    var taken = List.copyOf(sent);
    sent.clear();
    return taken;
  }

  /** A packet arrives at the socket for one hop, with this hop limit. */
  TestHost hear(BfdPacket packet, String from, int hopLimit) {
    return host.on(received(packet.encode(), from, hopLimit));
  }

  NodeEvent.ControlReceived received(byte[] bytes, String from, int hopLimit) {
    IpAddress source = TestConfig.address(from);
    var listener = new BfdSocketSpec.Listener(source.family(), false);
    int channel =
        sockets.entrySet().stream()
            .filter(entry -> entry.getValue().equals(listener))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(0);
    IpAddress destination = TestConfig.address("10.0.0.1");
    return new NodeEvent.ControlReceived(
        channel, source, destination, hopLimit, bytes, bytes.length);
  }
}
