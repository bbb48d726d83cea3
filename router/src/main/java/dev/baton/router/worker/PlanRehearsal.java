package dev.baton.router.worker;

import static dev.baton.core.node.Transition.Event.MASTER;

import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.kernel.InterfaceAddress;
import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.kernel.KernelStep;
import dev.baton.core.kernel.Link;
import dev.baton.core.kernel.LinkHardware;
import dev.baton.core.kernel.Resource;
import dev.baton.core.model.BalancerConfig;
import dev.baton.core.model.Configuration;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.model.NotifyConfig;
import dev.baton.core.model.RoutingConfig;
import dev.baton.core.model.VirtualMac;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.net.MacAddress;
import dev.baton.core.node.Node;
import dev.baton.core.node.NodeAction;
import dev.baton.core.node.NodeEvent;
import dev.baton.core.node.NodeOptions;
import dev.baton.core.node.Transition;
import dev.baton.core.vrrp.IpEnvelope;
import dev.baton.core.wire.ConfigurationHandover;
import dev.baton.core.wire.MessageCodec;
import dev.baton.core.wire.ToSupervisor;
import dev.baton.linux.route.ChangeBatch;
import dev.baton.linux.socket.SendBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Plays a takeover without any outside effect, so that the code for the first real one is already
 * loaded and compiled. We measured that cold code can cost 3.5 ms.
 *
 * <p>Two invented hosts use the first instance of the real configuration. One is master and the
 * other hears it. The master resigns; the other takes over, loses its link, recovers and stops.
 * Their messages are encoded and discarded. Their plans name an interface that does not exist, so
 * the kernel refuses them. Time is invented too.
 */
public final class PlanRehearsal {

  /** Of an instance with more, the code for each one must have been compiled. */
  private static final int ADDRESS_COUNT_MAX = 20;

  /** So many in turn fill the caches; more only make garbage, and a collection at a bad moment. */
  public static final int WARMUP_COUNT = 8;

  private static final int STEP_COUNT_MAX = 8;
  private static final long START_NANOS = 1_000_000_000_000L;

  /** The index of an interface that no machine has. */
  private static final int NOWHERE = Integer.MAX_VALUE;

  private static final String INVENTED_FACTS = "interface\teth0\t1\t4163\t1500\n";

  private static final String INVENTED_CONFIGURATION =
      """
      vrrp_instance rehearsal {
        interface eth0
        virtual_router_id 1
        priority 100
        advert_int 1
        virtual_ipaddress {
          192.0.2.100/24
        }
      }
      """;

  private final Configuration script;

  private PlanRehearsal(Configuration script) {
    this.script = script;
  }

  /**
   * Plays once with an invented configuration, on a thread that ends with it. To be said first of
   * all: the processor that the supervisor leaves idle then loads what the first configuration will
   * need, while the calling thread links the way into the kernel.
   */
  public static void early() {
    Thread.ofPlatform().name("rehearsal").daemon().start(() -> of(invented()).playLife(encoder()));
  }

  /** As the supervisor would hand it over. */
  static Configuration invented() {
    return HandoverReader.read(
        new ConfigurationHandover(0, INVENTED_FACTS, INVENTED_CONFIGURATION).encode());
  }

  /** With the first instance of the configuration, or with none. */
  public static PlanRehearsal of(Configuration configuration) {
    List<InstanceConfig> cast = new ArrayList<>();
    if (!configuration.instances().isEmpty()) {
      cast.add(inShort(configuration.instances().getFirst()));
    }
    return new PlanRehearsal(
        new Configuration(
            configuration.global(),
            configuration.router(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            cast,
            configuration.syncGroups(),
            List.of(),
            List.of(),
            RoutingConfig.NONE,
            BalancerConfig.NONE,
            List.of()));
  }

  /** A thousand addresses take no other code than a few, only longer; scripts are not played. */
  private static InstanceConfig inShort(InstanceConfig instance) {
    return new InstanceConfig(
        instance.vrrp(),
        instance.interfaceName(),
        // Of a device there is no rehearsal; once it is there, an instance on it is as any other.
        VirtualMac.NONE,
        instance.destination(),
        Optional.empty(),
        false,
        instance.announce(),
        inShort(instance.addresses()),
        inShort(instance.excludedAddresses()),
        RoutingConfig.NONE,
        instance.promoteSecondaries(),
        instance.drops(),
        instance.trackPrimary(),
        List.of(),
        List.of(),
        0,
        NotifyConfig.NONE,
        List.of());
  }

  private static List<AddressSpec> inShort(List<AddressSpec> addresses) {
    return addresses.subList(0, Math.min(ADDRESS_COUNT_MAX, addresses.size()));
  }

  /**
   * What to tell of a bug in a rehearsal. Nothing real has happened: it must not cost a working
   * router its addresses.
   */
  public static String failed(Throwable bug) {
    return "The rehearsal of a takeover failed: " + bug;
  }

  /** Makes of plans what the kernel would be given. */
  static Consumer<KernelPlan> encoder() {
    SendBatch batch = FrameSender.newBatch();
    return plan -> encode(plan, batch);
  }

  private static void encode(KernelPlan plan, SendBatch batch) {
    for (KernelStep step : plan.steps()) {
      switch (step) {
        case KernelStep.Change(var operations) ->
            ChangeBatch.split(
                operations.stream()
                    .filter(it -> !(it.resource() instanceof Resource.Filter))
                    .toList());
        case KernelStep.SendFrames(int linkIndex, var frames) ->
            FrameSender.load(batch, FrameSender.on(linkIndex, frames));
        case KernelStep.WriteSysctl _, KernelStep.RestoreSysctl _, KernelStep.KeepFirewall _ -> {}
      }
    }
  }

  /**
   * Plays a takeover alone: a backup hears nobody and becomes master. It takes a tenth of a
   * millisecond, or several with cold caches.
   *
   * @param kernel is given the plans, which name no interface that exists; filters it must not set
   * @return what became of it: nothing, without an instance
   */
  public List<Transition.Event> playTakeOver(Consumer<KernelPlan> kernel) {
    if (script.instances().isEmpty()) {
      return List.of();
    }
    var backup = new Player(1, kernel);
    backup.hear(backup.survey());
    for (int i = 0; i < STEP_COUNT_MAX && !backup.transitions.contains(MASTER); i++) {
      backup.passTime();
    }
    return backup.transitions;
  }

  /**
   * Plays a whole life, which takes less than a millisecond.
   *
   * @param kernel is given the plans, which name no interface that exists
   * @return what became of the one who takes over: nothing, without an instance
   */
  List<Transition.Event> playLife(Consumer<KernelPlan> kernel) {
    if (script.instances().isEmpty()) {
      return List.of();
    }
    var master = new Player(2, kernel);
    var backup = new Player(1, kernel);
    master.hear(master.survey());
    backup.hear(backup.survey());
    for (int i = 0; i < STEP_COUNT_MAX; i++) {
      backup.receive(master.passTime());
    }
    backup.receive(master.hear(new NodeEvent.Stop()));
    for (int i = 0; i < STEP_COUNT_MAX; i++) {
      backup.passTime();
    }
    backup.hear(new NodeEvent.Stalled(1));
    backup.hear(new NodeEvent.LinkChanged(backup.link(false)));
    backup.hear(new NodeEvent.LinkChanged(backup.link(true)));
    for (int i = 0; i < STEP_COUNT_MAX; i++) {
      backup.passTime();
    }
    backup.hear(new NodeEvent.Stop());
    return backup.transitions;
  }

  /** One of the two hosts. */
  private final class Player {

    private final Node node;
    private final int hostNumber;
    private final Consumer<KernelPlan> kernel;
    private long nowNanos = START_NANOS;
    private final List<Transition.Event> transitions = new ArrayList<>();
    private int channel;
    private final IpFamily family = script.instances().getFirst().vrrp().family();

    Player(int hostNumber, Consumer<KernelPlan> kernel) {
      this.hostNumber = hostNumber;
      this.kernel = kernel;
      this.node = new Node(script, new NodeOptions(true, false, false), nowNanos);
    }

    Link link(boolean running) {
      String name = script.instances().getFirst().interfaceName();
      var mac = new MacAddress(hostNumber);
      return new Link(NOWHERE, name, true, running, true, true, 1500, mac, LinkHardware.ETHERNET);
    }

    NodeEvent survey() {
      IpAddress own =
          family == IpFamily.INET
              ? IpAddress.ofInt(0xC0000200 + hostNumber)
              : new IpAddress(family, 0xFE80L << 48, hostNumber);
      var address = new InterfaceAddress(NOWHERE, new IpPrefix(own, 24), 0, false, false);
      return new NodeEvent.Surveyed(List.of(link(true)), List.of(address));
    }

    /** Goes to the next deadline, if there is one; the adverts that are sent then. */
    List<byte[]> passTime() {
      long deadlineNanos = node.nextDeadlineNanos();
      if (deadlineNanos == Long.MAX_VALUE) {
        return List.of();
      }
      nowNanos = Math.max(nowNanos, deadlineNanos);
      return hear(new NodeEvent.TimePassed());
    }

    void receive(List<byte[]> adverts) {
      for (byte[] advert : adverts) {
        IpEnvelope.of(family, advert, advert.length)
            .ifPresent(it -> hear(new NodeEvent.DatagramReceived(channel, it, advert)));
      }
    }

    /** Gives the node an event, does its actions for show, and returns its adverts. */
    List<byte[]> hear(NodeEvent event) {
      List<byte[]> adverts = new ArrayList<>();
      List<KernelPlan> plans = new ArrayList<>();
      List<NodeEvent> answers = new ArrayList<>();
      for (NodeAction action : node.on(event, nowNanos)) {
        switch (action) {
          case NodeAction.SendAdvert(_, _, byte[] packet) -> adverts.add(packet);
          case NodeAction.OpenSocket(int number, _) -> {
            channel = number;
            answers.add(new NodeEvent.SocketOpened(number));
          }
          case NodeAction.Apply(KernelPlan plan) -> plans.add(plan);
          case NodeAction.Say(var line) -> MessageCodec.encode(new ToSupervisor.Log(line));
          case NodeAction.Notify(var transition) -> {
            MessageCodec.encode(new ToSupervisor.Transitioned(transition));
            transitions.add(transition.event());
          }
          // What is played has no sessions.
          case NodeAction.SendControl _,
              NodeAction.OpenBfdSocket _,
              NodeAction.CloseBfdSocket _,
              NodeAction.Withdraw _,
              NodeAction.FilterSocket _,
              NodeAction.CloseSocket _,
              NodeAction.Finished _ -> {}
        }
      }
      for (KernelPlan plan : plans) {
        kernel.accept(harmless(plan));
        answers.add(new NodeEvent.PlanDone(new KernelPlan.Outcome(plan.id(), List.of())));
      }
      for (NodeEvent answer : answers) {
        adverts.addAll(hear(answer));
      }
      return adverts;
    }

    /** What could change this host is left out. */
    private static KernelPlan harmless(KernelPlan plan) {
      List<KernelStep> steps = new ArrayList<>();
      for (KernelStep step : plan.steps()) {
        boolean harmless =
            switch (step) {
              case KernelStep.Change(var operations) ->
                  operations.stream().allMatch(it -> isNowhere(it.resource()));
              case KernelStep.SendFrames(int linkIndex, _) -> linkIndex == NOWHERE;
              // They are by the name of the interface, which does exist.
              case KernelStep.WriteSysctl _,
                  KernelStep.RestoreSysctl _,
                  KernelStep.KeepFirewall _ ->
                  false;
            };
        if (harmless) {
          steps.add(step);
        }
      }
      return new KernelPlan(plan.id(), plan.instance(), steps);
    }

    private static boolean isNowhere(Resource resource) {
      return switch (resource) {
        case Resource.Address address -> address.linkIndex() == NOWHERE;
        // Without a link its next hop would find one.
        case Resource.Route route -> route.linkIndex() == NOWHERE;
        case Resource.Rule _, Resource.Device _, Resource.Setting _ -> false;
        // Whoever takes them knows that they must not come to pass.
        case Resource.Filter _ -> true;
      };
    }
  }
}
