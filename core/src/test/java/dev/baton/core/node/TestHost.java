package dev.baton.core.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.core.kernel.DeviceSpec;
import dev.baton.core.kernel.Firewall;
import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.kernel.KernelStep;
import dev.baton.core.kernel.Link;
import dev.baton.core.kernel.LinkHardware;
import dev.baton.core.kernel.Operation;
import dev.baton.core.kernel.Resource;
import dev.baton.core.model.Configuration;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.MacAddress;
import dev.baton.core.vrrp.AdvertTemplate;
import dev.baton.core.vrrp.IpEnvelope;
import dev.baton.core.vrrp.VrrpState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A host around a node, in virtual time: it carries out plans on a set of addresses, answers at
 * once or when told to, and notes every action in words.
 */
final class TestHost {

  /** Far more than any test needs: who wakes so often does nothing when woken. */
  private static final int TURNS_MAX = 50_000;

  private final Node node;
  private final Map<String, Link> links = new LinkedHashMap<>();
  private final List<String> words = new ArrayList<>();
  private final Deque<NodeEvent> news = new ArrayDeque<>();
  private int lastIndex = 100;
  private final Deque<KernelPlan> plans = new ArrayDeque<>();
  private boolean surveyed;
  private final Map<Integer, SocketSpec> sockets = new LinkedHashMap<>();
  private final List<SocketSpec> opened = new ArrayList<>();
  private final List<byte[]> packets = new ArrayList<>();
  private final Deque<Integer> opening = new ArrayDeque<>();

  /** Why the instances changed their states, as the log has it; the words say it again. */
  final List<String> causes = new ArrayList<>();

  /** The host's addresses as "10.0.0.1/24@2", and its routes and rules, in words. */
  final Set<String> addresses = new LinkedHashSet<>();

  /** Of these, what the worker has set. */
  private final Set<String> ours = new HashSet<>();

  /** The errno that the kernel answers with for an address, "10.0.0.1/24@2". */
  final Map<String, Integer> refusals = new LinkedHashMap<>();

  /** What somebody else has assigned. */
  final Set<String> foreign = new HashSet<>();

  /** The kinds of events that occurred. */
  Set<Class<?>> seen = new HashSet<>();

  private final TestBfd bfd = new TestBfd(this);

  /** Whether the worker works at once; else {@link #work} makes it. */
  boolean workerWorks = true;

  /** Whether anything was ever to be filtered. */
  private boolean filters;

  /** Whether sockets open at once; else {@link #openSocketsNow} makes them. */
  boolean socketsOpen = true;

  long now = 1_000 * TestConfig.SECOND;

  TestHost(Configuration configuration) {
    this(configuration, new NodeOptions(false, false, false));
  }

  TestHost(Configuration configuration, NodeOptions options) {
    node = new Node(configuration, options, now);
    link(2, "eth0");
    addresses.add("10.0.0.1/24@2");
  }

  Node node() {
    return node;
  }

  /** There is such a link, up, from the survey on. */
  TestHost link(int index, String name) {
    links.put(name, link(index, name, true));
    return this;
  }

  static Link link(int index, String name, boolean up) {
    return new Link(
        index,
        name,
        up,
        up,
        true,
        true,
        1500,
        new MacAddress(0x0200_0000_0000L + index),
        LinkHardware.ETHERNET);
  }

  static InterfaceAddress at(String text) {
    int at = text.indexOf('@');
    return new InterfaceAddress(
        Integer.parseInt(text.substring(at + 1)),
        TestConfig.prefix(text.substring(0, at)),
        0,
        false,
        false);
  }

  /** An earlier run has left this address. */
  TestHost left(String text) {
    addresses.add(text);
    ours.add(text);
    return this;
  }

  TestHost start() {
    return survey();
  }

  TestHost survey() {
    return on(
        new NodeEvent.Surveyed(
            List.copyOf(links.values()),
            addresses.stream().filter(it -> !it.contains(" ")).map(this::marked).toList()));
  }

  /** As a kernel tells it that knows who set an address. */
  private InterfaceAddress marked(String text) {
    return ours.contains(text) ? at(text).asOurs() : at(text);
  }

  /** Whether the node knows what there is. */
  boolean seenSurvey() {
    return surveyed;
  }

  TestHost on(NodeEvent event) {
    surveyed |= event instanceof NodeEvent.Surveyed;
    seen.add(event.getClass());
    int lane = 0;
    for (NodeAction action : node.on(event, now)) {
      if (TestWords.lane(action) < lane) {
        throw new AssertionError("out of order: " + action);
      }
      lane = TestWords.lane(action);
      note(action);
    }
    if (socketsOpen) {
      openSocketsNow();
    }
    if (workerWorks) {
      work();
    }
    return this;
  }

  /** What is being opened is open now. */
  TestHost openSocketsNow() {
    while (!opening.isEmpty()) {
      on(new NodeEvent.SocketOpened(opening.remove()));
    }
    bfd.openSocketsNow();
    return this;
  }

  /** Lets time pass, and wakes the node when it wants to be woken. */
  TestHost pass(double seconds) {
    long end = now + (long) (seconds * TestConfig.SECOND);
    int turns = 0;
    while (node.nextDeadlineNanos() <= end) {
      if (turns++ > TURNS_MAX) {
        System.err.println(
            String.join("\n", words.subList(Math.max(0, words.size() - 60), words.size())));
        System.err.println(node.snapshot() + " " + node.nextDeadlineNanos());
        throw new AssertionError("woken for nothing at " + now);
      }
      now = Math.max(now, node.nextDeadlineNanos());
      on(new NodeEvent.TimePassed());
    }
    now = end;
    return this;
  }

  TestHost up(String name, boolean up) {
    return change(link(index(name), name, up));
  }

  /** The index of a link; 99 if there is no such link. */
  int index(String name) {
    var link = links.get(name);
    return link == null ? 99 : link.index();
  }

  TestHost change(Link link) {
    links.put(link.name(), link);
    return on(new NodeEvent.LinkChanged(link));
  }

  TestHost gone(String name) {
    int index = index(name);
    links.remove(name);
    addresses.removeIf(text -> text.endsWith("@" + index));
    ours.retainAll(addresses);
    return on(new NodeEvent.LinkGone(index));
  }

  TestHost rename(String from, String to) {
    if (links.containsKey(to)) {
      return this;
    }
    Link old = Objects.requireNonNull(links.remove(from));
    return change(TestLinks.renamed(old, to));
  }

  boolean exists(String name) {
    return links.containsKey(name);
  }

  TestHost assign(String text) {
    addresses.add(text);
    foreign.add(text);
    return on(new NodeEvent.AddressAdded(at(text), false));
  }

  TestHost unassign(String text) {
    addresses.remove(text);
    ours.remove(text);
    return on(new NodeEvent.AddressRemoved(at(text), false));
  }

  /** An advert of a peer, whose configuration is the same but for the priority. */
  TestHost hear(TestConfig.Instance like, int priority, String from) {
    byte[] packet =
        AdvertTemplate.of(like.vrrp(), TestConfig.address(from), like.group, 255)
            .packet(priority, 7);
    return hear(packet);
  }

  TestHost hear(byte[] packet) {
    int channel = sockets.keySet().iterator().next();
    var family = Objects.requireNonNull(sockets.get(channel)).transport().family();
    IpEnvelope.of(family, packet, packet.length)
        .ifPresent(it -> on(new NodeEvent.DatagramReceived(channel, it, packet)));
    return this;
  }

  /** All adverts that were ever sent. */
  List<byte[]> packets() {
    return packets;
  }

  /** Where an IPv4 packet goes. */
  static IpAddress destination(byte[] packet) {
    return IpAddress.of(IpFamily.INET, packet, 16);
  }

  /** All sockets that were ever opened. */
  List<SocketSpec> sockets() {
    return List.copyOf(opened);
  }

  /** The channels of those that are open now, or about to be. */
  List<Integer> channels() {
    return List.copyOf(sockets.keySet());
  }

  boolean workerIdle() {
    return plans.isEmpty();
  }

  /** The channel that goes by this link. */
  int channel(String link) {
    return sockets.entrySet().stream()
        .filter(it -> it.getValue().transport().interfaceName().equals(link))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  /** The worker does what it was given. */
  TestHost work() {
    while (!plans.isEmpty()) {
      workOne();
    }
    return this;
  }

  /** The worker does the first plan that it was given. */
  TestHost workOne() {
    KernelPlan plan = plans.remove();
    var failures = new ArrayList<KernelPlan.Failure>();
    for (int step = 0; step < plan.steps().size(); step++) {
      carryOut(plan.steps().get(step), step, failures);
    }
    on(new NodeEvent.PlanDone(new KernelPlan.Outcome(plan.id(), failures)));
    // The kernel's own news are read after the worker's answer here, and may be before it.
    while (!news.isEmpty()) {
      on(news.remove());
    }
    return this;
  }

  private void carryOut(KernelStep step, int index, List<KernelPlan.Failure> failures) {
    switch (step) {
      case KernelStep.Change(var operations) -> {
        for (int i = 0; i < operations.size(); i++) {
          int errno = carryOut(operations.get(i));
          if (errno != 0) {
            failures.add(new KernelPlan.Failure(index, i, errno));
          }
        }
      }
      case KernelStep.SendFrames _ -> {}
      case KernelStep.WriteSysctl(var path, _) -> {
        if (refusals.containsKey(path)) {
          failures.add(new KernelPlan.Failure(index, 0, refusals.get(path)));
        }
      }
      case KernelStep.RestoreSysctl _, KernelStep.KeepFirewall _ -> {}
    }
  }

  private int carryOut(Operation operation) {
    Resource resource = operation.resource();
    String text = TestWords.text(resource);
    if (refusals.containsKey(text)) {
      return refusals.get(text);
    }
    if (resource instanceof Resource.Device device) {
      return operation instanceof Operation.Set ? make(device) : unmake(device);
    }
    return switch (operation) {
      case Operation.Set _ -> set(text, resource.linkIndex());
      case Operation.Remove _ -> {
        ours.remove(text);
        int missing =
            switch (resource) {
              case Resource.Address _ -> 99;
              case Resource.Route _, Resource.Rule _ -> 3;
              case Resource.Filter _, Resource.Setting _ -> 2;
              case Resource.Device _ -> 19;
            };
        yield addresses.remove(text) ? 0 : missing;
      }
    };
  }

  private int make(Resource.Device device) {
    if (exists(device.spec().name())) {
      return 17;
    }
    var parent = links.values().stream().filter(it -> it.index() == device.linkIndex()).findFirst();
    if (parent.isEmpty() || !(device.spec().kind() instanceof DeviceSpec.Macvlan(var mac))) {
      return 19;
    }
    macvlan(++lastIndex, device.spec().name(), parent.get().name(), mac);
    news.add(new NodeEvent.LinkChanged(Objects.requireNonNull(links.get(device.spec().name()))));
    return 0;
  }

  private int unmake(Resource.Device device) {
    Link link = links.remove(device.spec().name());
    if (link == null) {
      return 19;
    }
    addresses.removeIf(text -> text.endsWith("@" + link.index()));
    news.add(new NodeEvent.LinkGone(link.index()));
    return 0;
  }

  /** There is such a macvlan from the survey on. */
  TestHost macvlan(int index, String name, String parent, MacAddress mac) {
    Link below = Objects.requireNonNull(links.get(parent));
    links.put(name, TestLinks.macvlan(index, name, below, mac));
    return this;
  }

  private int set(String text, int linkIndex) {
    if (linkIndex != 0 && links.values().stream().noneMatch(link -> link.index() == linkIndex)) {
      return 19;
    }
    if (!addresses.add(text)) {
      return 17;
    }
    ours.add(text);
    return 0;
  }

  /** What it does with BFD. */
  TestBfd bfd() {
    return bfd;
  }

  private void note(NodeAction action) {
    switch (action) {
      case NodeAction.OpenSocket(var channel, var socket) -> {
        sockets.put(channel, socket);
        opened.add(socket);
        opening.add(channel);
        words.add("open " + socket.transport().interfaceName() + socket.vrids());
      }
      case NodeAction.FilterSocket(var channel, var socket) -> {
        sockets.put(channel, socket);
        words.add("filter " + socket.transport().interfaceName() + socket.vrids());
      }
      case NodeAction.CloseSocket(var channel) -> {
        opening.remove((Object) channel);
        words.add(
            "close " + Objects.requireNonNull(sockets.remove(channel)).transport().interfaceName());
      }
      case NodeAction.SendAdvert(_, var to, var packet) -> {
        assertEquals(to, destination(packet));
        packets.add(packet);
        words.add("advert " + (packet[21] & 0xFF) + " priority " + (packet[22] & 0xFF));
      }
      // What an earlier run may have left to filter, where nothing is filtered.
      case NodeAction.Apply(var plan) when plan.steps().stream().allMatch(this::filtersNone) -> {}
      case NodeAction.Apply(var plan) -> {
        filters |= plan.steps().stream().anyMatch(KernelStep.KeepFirewall.class::isInstance);
        plans.add(plan);
        plan.steps().forEach(step -> words.add(TestWords.describe(step)));
      }
      case NodeAction.Withdraw(var instance, _) -> words.add("withdraw " + instance);
      case NodeAction.OpenBfdSocket(var channel, var socket) ->
          words.add("open " + bfd.open(channel, socket));
      case NodeAction.CloseBfdSocket(var channel) -> words.add("close " + bfd.close(channel));
      case NodeAction.SendControl(_, var packet) -> bfd.send(packet);
      case NodeAction.Say(var line) when line.text().startsWith("   (") -> causes.add(line.text());
      case NodeAction.Say(var line) -> words.add(line.text());
      case NodeAction.Notify(var transition) ->
          words.add(
              (transition.subject() == Transition.Subject.GROUP ? "group " : "")
                  + transition.event()
                  + " "
                  + transition.name()
                  + " "
                  + transition.priority()
                  + ": "
                  + transition.cause());
      case NodeAction.Finished _ -> words.add("finished");
    }
  }

  private boolean filtersNone(KernelStep step) {
    return !filters
        && step instanceof KernelStep.KeepFirewall(_, var shares)
        && shares.values().stream().allMatch(it -> it == Firewall.Share.NONE);
  }

  /** What was noted since the last look. */
  List<String> words() {
    var seen = List.copyOf(words);
    words.clear();
    return seen;
  }

  /** Forgets what was noted. */
  TestHost forget() {
    words.clear();
    return this;
  }

  String state(String instance) {
    return stateOf(instance).getClass().getSimpleName();
  }

  VrrpState stateOf(String instance) {
    return snapshot(instance).state();
  }

  NodeSnapshot.Instance snapshot(String instance) {
    return node.snapshot().instances().stream()
        .filter(it -> it.name().equals(instance))
        .findFirst()
        .orElseThrow();
  }
}
