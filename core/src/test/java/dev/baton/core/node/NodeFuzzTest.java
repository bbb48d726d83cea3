package dev.baton.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.bfd.BfdPacket;
import dev.baton.core.kernel.RoutingNotice;
import dev.baton.core.model.RouteConfig;
import dev.baton.core.model.RoutingConfig;
import dev.baton.core.model.RuleConfig;
import dev.baton.core.track.Reading;
import dev.baton.core.track.TrackerId;
import dev.baton.core.vrrp.VrrpState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Anything may happen to a node, in any order: what must hold does, after every event. Of every
 * kind of event, because the kinds that occurred are compared with those that exist.
 */
final class NodeFuzzTest {

  private static final int RUNS = 250;
  private static final int EVENTS = 250;

  /** What the kernel refuses at times. When its removal was, it stays; the operator is told. */
  private static final List<String> REFUSED = List.of("10.0.0.51/24@2", "10.1.0.52/24@3");

  private static final String STATIC = "10.0.0.90/24";

  /** Links that were told of before they were made share an index, as no kernel has it. */
  private static final String NOBODYS = "@99";

  private static final List<String> LINKS = List.of("eth0", "eth1", "eth2");

  private final Random random = new Random(9568);
  private final Set<Class<?>> seen = new HashSet<>();
  private TestConfig config = new TestConfig();
  private List<TestConfig.Instance> instances = new ArrayList<>();
  private int nextIndex;

  @Test
  void whatMustHoldHoldsAfterEveryEvent() {
    for (int run = 0; run < RUNS; run++) {
      live(run);
    }
    assertEquals(Set.of(NodeEvent.class.getPermittedSubclasses()), seen);
  }

  private void live(int run) {
    nextIndex = 10;
    configure();
    var host =
        new TestHost(
            config.build(), new NodeOptions(random.nextBoolean(), false, random.nextBoolean()));
    host.seen = seen;
    host.link(3, "eth1");
    host.workerWorks = random.nextBoolean();
    if (random.nextInt(10) > 0) {
      host.start();
    }
    for (int i = 0; i < EVENTS; i++) {
      happen(host);
      check(host, "run " + run + ", event " + i);
    }
    host.refusals.clear();
    host.workerWorks = true;
    // What nobody tried while it was refused is tried at the next occasion: a reload.
    host.work().on(new NodeEvent.Reconfigured(config.build())).pass(5);
    checkStatics(host, "run " + run);
    host.forget().on(new NodeEvent.Stop());
    host.work().pass(5);
    assertEquals(List.of(), statics(host), "run " + run);
    assertEquals(1, host.words().stream().filter("finished"::equals).count(), "run " + run);
    assertEquals(List.of(), virtual(host), "run " + run);
  }

  /** The virtual addresses, routes and rules. */
  private static final String OURS =
      "10\\.[01]\\.0\\.5[123]/24@.*|198\\.51\\.5[123]\\.0/24 via@.*|rule 5[123]@0";

  /** Three instances at most, of which a reload changes one or the other. */
  private void configure() {
    config = new TestConfig();
    instances = new ArrayList<>();
    config.startupDelayNanos = random.nextInt(5) == 0 ? TestConfig.SECOND : 0;
    config.logUnknownVrids = random.nextInt(5) == 0;
    config.script("chk", "/bin/" + random.nextInt(2), random.nextInt(8) == 0);
    config.delay("eth1", random.nextInt(3) * 400_000_000L, random.nextInt(2) * 300_000_000L);
    if (random.nextBoolean()) {
      config.staticAddress(STATIC, LINKS.get(random.nextInt(2)), true);
    }
    for (int vrid = 51; vrid < 54; vrid++) {
      if (random.nextInt(6) > 0) {
        var instance = config.bare("VI_" + vrid, vrid).on(LINKS.get(random.nextInt(2)));
        instance.address("10.0.0." + vrid + "/24");
        instance.priority = random.nextInt(8) == 0 ? 255 : 90 + random.nextInt(20);
        instance.wantsMaster = random.nextBoolean();
        instance.masterDelayNanos = random.nextInt(2) * TestConfig.SECOND;
        instance.arpIntervalNanos = random.nextInt(4) == 0 ? 100_000_000 : 0;
        instance.promoteSecondaries = random.nextInt(4) == 0;
        decorate(instance, vrid);
        instances.add(instance);
      }
    }
    if (random.nextInt(3) > 0) {
      config.session("peer", "10.0.0." + (8 + random.nextInt(2)), 100 + random.nextInt(3));
    }
    if (random.nextInt(3) == 0) {
      config.group("G", instances.toArray(TestConfig.Instance[]::new));
    }
  }

  private void decorate(TestConfig.Instance instance, int vrid) {
    if (random.nextBoolean()) {
      instance.address(
          "10.1.0." + vrid + "/24", LINKS.get(random.nextInt(3)), random.nextBoolean());
    }
    if (random.nextBoolean()) {
      instance.routing = routing(vrid);
    }
    if (random.nextBoolean()) {
      instance.script("chk", random.nextInt(3) * 10 - 10, random.nextBoolean());
    }
    if (random.nextInt(4) == 0) {
      instance.session("peer", random.nextInt(3) * 10 - 10, random.nextBoolean());
    }
    if (random.nextBoolean()) {
      instance.track("eth2", random.nextInt(3) * 10 - 10, random.nextBoolean());
    }
  }

  /** A route and a rule that only this instance has. */
  private RoutingConfig routing(int vrid) {
    String far = "198.51." + vrid + ".0/24";
    String device = random.nextInt(3) == 0 ? "" : LINKS.get(random.nextInt(3));
    boolean tracked = random.nextBoolean();
    var rule = TestRouting.ruleSpec(LINKS.get(random.nextInt(3)), vrid);
    return new RoutingConfig(
        List.of(TestRouting.routeTo(far, "10.0.0.9", tracked, device)),
        random.nextBoolean()
            ? List.of()
            : List.of(new RuleConfig(rule, new RouteConfig.Tracking(random.nextBoolean(), ""))));
  }

  /** Somebody deletes a route, or the kernel does. */
  private void unroute(TestHost host) {
    if (instances.isEmpty()) {
      return;
    }
    var routing = instances.get(random.nextInt(instances.size())).routing;
    for (RouteConfig route : routing.routes()) {
      String far = route.route().destination().toString();
      host.addresses.removeIf(text -> text.startsWith(far));
      var hop = route.route().hops().getFirst();
      host.on(
          new NodeEvent.RoutingRemoved(
              new RoutingNotice.OfRoute(
                  route.route().type(),
                  route.route().destination(),
                  Optional.empty(),
                  0,
                  route.route().table(),
                  0,
                  List.of(new RoutingNotice.Way(hop.gateway(), host.index(hop.device())))),
              random.nextBoolean()));
    }
    if (random.nextInt(3) == 0) {
      host.on(new NodeEvent.RoutingNoticesLost());
    }
  }

  private void happen(TestHost host) {
    String link = LINKS.get(random.nextInt(LINKS.size()));
    switch (random.nextInt(19)) {
      case 0, 1, 2, 3 -> host.pass(random.nextDouble() * 3);
      case 4 -> host.up(link, random.nextInt(3) > 0);
      case 5 -> comeOrGo(host, link);
      case 6 -> host.assign("10.0.0." + random.nextInt(60) + "/24@" + host.index(link));
      case 7 -> unassign(host);
      case 8, 9 -> hear(host);
      case 10 ->
          host.on(
              new NodeEvent.TrackerRead(TrackerId.script("chk"), Reading.of(random.nextBoolean())));
      case 11 -> {
        configure();
        host.on(new NodeEvent.Reconfigured(config.build()));
      }
      case 12 -> host.survey();
      case 13 -> {
        host.workerWorks = random.nextBoolean();
        host.work();
      }
      case 14 -> stall(host);
      case 15 -> unroute(host);
      case 16, 17 -> control(host);
      default -> trouble(host);
    }
  }

  private void unassign(TestHost host) {
    var addresses = host.addresses.stream().filter(text -> !text.contains(" ")).toList();
    if (!addresses.isEmpty()) {
      host.unassign(addresses.get(random.nextInt(addresses.size())));
    }
  }

  private void comeOrGo(TestHost host, String link) {
    if (!host.exists(link)) {
      host.change(TestHost.link(nextIndex++, link, random.nextBoolean()));
    } else if (random.nextBoolean()) {
      host.gone(link);
    } else {
      host.rename(link, random.nextBoolean() ? "wan" : LINKS.get(random.nextInt(3)));
    }
  }

  private void hear(TestHost host) {
    if (instances.isEmpty() || host.channels().isEmpty()) {
      return;
    }
    if (random.nextInt(4) == 0) {
      byte[] junk = new byte[random.nextInt(60)];
      random.nextBytes(junk);
      host.hear(junk);
      return;
    }
    var like = instances.get(random.nextInt(instances.size()));
    host.hear(like, random.nextInt(3) == 0 ? 0 : 80 + random.nextInt(60), "10.0.0.250");
  }

  /** What the neighbor of a session might say, or somebody who only knows how long a packet is. */
  private void control(TestHost host) {
    host.on(new NodeEvent.SeedDrawn(random.nextLong()));
    for (BfdPacket heard : host.bfd().take()) {
      byte[] answer = heard.encode();
      System.arraycopy(heard.encode(), 4, answer, 8, Integer.BYTES);
      answer[1] = (byte) (random.nextInt(4) << 6 | random.nextInt(4) << 4);
      answer[4 + random.nextInt(4)] = (byte) random.nextInt(256);
      if (random.nextInt(4) == 0) {
        answer[random.nextInt(answer.length)] = (byte) random.nextInt(256);
      }
      host.on(host.bfd().received(answer, "10.0.0." + (8 + random.nextInt(2)), 255));
    }
  }

  private void stall(TestHost host) {
    long gap = random.nextInt(6) * TestConfig.SECOND;
    host.now += gap;
    host.on(new NodeEvent.Stalled(gap)).on(new NodeEvent.TimePassed());
  }

  private void trouble(TestHost host) {
    host.refusals.clear();
    if (random.nextBoolean()) {
      int errno = List.of(1, 19, 105).get(random.nextInt(3));
      REFUSED.forEach(text -> host.refusals.put(text, errno));
    }
    for (int channel : host.channels()) {
      String call = random.nextBoolean() ? "sendmmsg" : "socket";
      host.on(new NodeEvent.SocketFailed(channel, call, 1));
    }
    for (int channel : List.copyOf(host.bfd().sockets().keySet())) {
      String call = random.nextBoolean() ? "sendmmsg" : "bind";
      host.on(new NodeEvent.BfdSocketFailed(channel, call, 98));
    }
    host.socketsOpen = random.nextBoolean();
    host.openSocketsNow();
    host.on(new NodeEvent.StatisticsCleared());
    host.on(new NodeEvent.ClocksRead(random.nextLong() >> 8, 0));
  }

  /** On each link that is there and whose static address it is, and nowhere else. */
  private void checkStatics(TestHost host, String when) {
    if (!host.seenSurvey()) {
      return;
    }
    var expected =
        config.build().staticAddresses().stream()
            .filter(spec -> host.exists(spec.device()))
            .map(spec -> STATIC + "@" + host.index(spec.device()))
            .filter(text -> !text.endsWith(NOBODYS))
            .toList();
    assertEquals(expected, statics(host), when);
  }

  private static List<String> statics(TestHost host) {
    return host.addresses.stream()
        .filter(text -> text.startsWith(STATIC) && !text.endsWith(NOBODYS))
        .toList();
  }

  private static void check(TestHost host, String when) {
    if (!host.workerIdle()) {
      return;
    }
    // Whatever others did: what we set is only where we are master.
    for (String text : virtual(host)) {
      boolean master =
          host.node().snapshot().instances().stream()
              .anyMatch(it -> it.state() instanceof VrrpState.Master);
      assertTrue(
          master, () -> when + ": " + text + " was left by\n" + String.join("\n", host.words()));
    }
  }

  /** The virtual addresses that are set, and that nobody else has set. */
  private static List<String> virtual(TestHost host) {
    return host.addresses.stream()
        .filter(text -> text.matches(OURS) && !text.endsWith(NOBODYS))
        .filter(text -> !host.foreign.contains(text) && !REFUSED.contains(text))
        .toList();
  }
}
