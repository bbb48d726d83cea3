package dev.baton.sim;

import dev.baton.core.bfd.BfdConfig;
import dev.baton.core.bfd.BfdPacket;
import dev.baton.core.bfd.SessionState;
import dev.baton.core.kernel.Link;
import dev.baton.core.kernel.LinkHardware;
import dev.baton.core.model.BfdSessionConfig;
import dev.baton.core.model.Configuration;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.MacAddress;
import dev.baton.core.node.BfdSnapshot;
import dev.baton.core.node.BfdSocketSpec;
import dev.baton.core.node.LoopTurn;
import dev.baton.core.node.Node;
import dev.baton.core.node.NodeAction;
import dev.baton.core.node.NodeEvent;
import dev.baton.core.node.NodeOptions;
import dev.baton.core.track.Weight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Two nodes with a BFD session between them, on a line that loses and delays packets and is cut, on
 * hosts that stall, die, start again and are reloaded, from one seed. After each event:
 *
 * <ul>
 *   <li>A session that is up has heard a packet within its detection time, or its host was away.
 *   <li>Nobody expires who has heard within its detection time.
 *   <li>Nobody falls who is up for no reason: three seconds after the last trouble, whatever a
 *       reload changes.
 *   <li>Periodic packets keep their distance: 75 percent of the interval at least; and they do not
 *       fail to come.
 * </ul>
 *
 * <p>At the end the line is whole, and both must be up, soon, and know the timers of the other.
 */
final class BfdSimulation {

  private static final long RUN_NANOS = 60 * World.SECOND;
  private static final long HEAL_NANOS = 12 * World.SECOND;

  /** A wake-up is no later than this, unless the host is held. */
  private static final long LATENESS_NANOS = 300 * World.MICROSECOND;

  private static final long CALM_NANOS = 3 * World.SECOND;
  private static final long DELAY_NANOS_MAX = 3 * World.MILLISECOND;
  private static final IpAddress LEFT = address("192.0.2.1");
  private static final IpAddress RIGHT = address("192.0.2.2");

  private final World world = new World();
  private final RandomSource random;
  private final List<End> ends = new ArrayList<>();
  private int lossPermille;
  private boolean healed;
  private long troubleNanos;

  private BfdSimulation(long seed) {
    this.random = new RandomSource(seed);
    ends.add(new End("left", LEFT, RIGHT));
    ends.add(new End("right", RIGHT, LEFT));
  }

  /** Runs a seed; what was wrong, or an empty text. */
  static String run(long seed) {
    try {
      new BfdSimulation(seed).run();
      return "";
    } catch (Violation violation) {
      return String.valueOf(violation.getMessage());
    }
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }

  private void run() {
    // A bug of the first second is not to be found by luck.
    world.runUntil(World.SECOND);
    ends.forEach(End::begin);
    while (world.now() < RUN_NANOS) {
      world.runUntil(world.now() + random.between(20 * World.MILLISECOND, 3 * World.SECOND));
      fault(random.pick(ends));
    }
    healed = true;
    lossPermille = 0;
    for (End end : ends) {
      end.cut = false;
      end.letGo();
      if (end.node == null) {
        end.begin();
      }
    }
    world.runUntil(world.now() + HEAL_NANOS);
    ends.forEach(End::checkSettled);
  }

  private void fault(End end) {
    if (troubled()) {
      troubleNanos = world.now();
    }
    boolean reloads = random.percent(30);
    if (reloads) {
      end.reload();
      return;
    }
    switch (random.between(0, 7)) {
      case 0 -> end.cut = !end.cut;
      case 1, 2 -> end.cut = false;
      case 3 -> lossPermille = random.pick(List.of(0, 20, 200));
      case 4 -> end.hold(random.between(World.MILLISECOND, 2 * World.SECOND));
      case 5 -> end.hold(random.between(World.MILLISECOND, 60 * World.MILLISECOND));
      case 6 -> end.die();
      default -> {
        // Nothing happens for a while.
        ends.forEach(it -> it.cut = false);
        lossPermille = 0;
        world.runUntil(world.now() + 5 * World.SECOND);
      }
    }
    if (troubled()) {
      troubleNanos = world.now();
    }
    if (end.node == null && random.percent(60)) {
      end.begin();
    }
  }

  private boolean troubled() {
    return lossPermille > 0 || ends.stream().anyMatch(it -> it.cut || it.held || it.node == null);
  }

  /** One host with its node. */
  private final class End implements LoopTurn.Driver {

    private final String name;
    private final IpAddress own;
    private final IpAddress other;
    private final List<byte[]> inbox = new ArrayList<>();
    private final Map<Integer, BfdSocketSpec> sockets = new HashMap<>();
    private @Nullable Node node;
    private BfdConfig config = timers();
    private boolean cut;
    private boolean held;
    private long life;
    private long arrivesAtNanos;
    private long planned = Long.MAX_VALUE;

    // What the judge notes of this life.
    private long heardAtNanos;
    private long awayUntilNanos;
    private long sentAtNanos;
    private long calmSinceNanos;
    private Optional<BfdSnapshot.Session> before = Optional.empty();

    End(String name, IpAddress own, IpAddress other) {
      this.name = name;
      this.own = own;
      this.other = other;
    }

    private BfdConfig timers() {
      long receiveNanos = random.pick(10, 20, 50, 100, 400) * World.MILLISECOND;
      long transmitNanos = random.pick(10, 20, 50, 100, 400) * World.MILLISECOND;
      int multiplier = random.between(3, 5);
      return new BfdConfig("B", receiveNanos, transmitNanos, World.SECOND, multiplier, false);
    }

    private Configuration configuration() {
      var session =
          new BfdSessionConfig(
              config, other, Optional.of(own), 255, 0, false, Weight.FAULT, true, true);
      return HostSettings.ofSessions(List.of(session));
    }

    void begin() {
      life++;
      troubleNanos = world.now();
      cut = false;
      held = false;
      inbox.clear();
      sockets.clear();
      planned = Long.MAX_VALUE;
      before = Optional.empty();
      calmSinceNanos = world.now();
      node = new Node(configuration(), new NodeOptions(true, false, false), world.now());
      step(new NodeEvent.SeedDrawn(random.between(Long.MIN_VALUE / 2, Long.MAX_VALUE / 2)));
      var link =
          new Link(
              2,
              "eth0",
              true,
              true,
              true,
              true,
              1500,
              new MacAddress(0x0200_0000_0001L),
              LinkHardware.ETHERNET);
      step(new NodeEvent.Surveyed(List.of(link), List.of()));
      arm();
    }

    void die() {
      node = null;
      life++;
    }

    void reload() {
      if (node != null && !held) {
        config = timers();
        calmSinceNanos = world.now();
        step(new NodeEvent.Reconfigured(configuration()));
        arm();
      }
    }

    void hold(long nanos) {
      if (node != null && !held) {
        held = true;
        long ofLife = life;
        world.after(
            nanos,
            () -> {
              if (life == ofLife) {
                letGo();
              }
            });
      }
    }

    void letGo() {
      troubleNanos = world.now();
      if (held && node != null) {
        held = false;
        awayUntilNanos = world.now();
        turn();
      }
    }

    void hear(byte[] bytes) {
      if (node != null) {
        inbox.add(bytes);
        if (!held) {
          turn();
        }
      }
    }

    private void turn() {
      long lateNanos = world.now() - live().nextDeadlineNanos();
      new LoopTurn(lateNanos, 0).run(this, false);
      arm();
    }

    private Node live() {
      if (node == null) {
        throw new IllegalStateException(name + " is dead");
      }
      return node;
    }

    @Override
    public void stalled(long gapNanos) {
      step(new NodeEvent.Stalled(gapNanos));
    }

    @Override
    public void hearReady() {
      for (byte[] bytes : List.copyOf(inbox)) {
        heardAtNanos = world.now();
        int channel = listener();
        step(new NodeEvent.ControlReceived(channel, other, own, 255, bytes, bytes.length));
      }
      inbox.clear();
    }

    private int listener() {
      var kind = new BfdSocketSpec.Listener(IpFamily.INET, false);
      return sockets.entrySet().stream()
          .filter(entry -> entry.getValue().equals(kind))
          .map(Map.Entry::getKey)
          .findFirst()
          .orElse(0);
    }

    @Override
    public void hearAll() {}

    @Override
    public boolean isDue() {
      return live().nextDeadlineNanos() <= world.now();
    }

    @Override
    public void timePassed() {
      while (isDue()) {
        step(new NodeEvent.TimePassed());
      }
    }

    private void step(NodeEvent event) {
      List<NodeAction> actions = live().on(event, world.now());
      List<BfdSnapshot.Session> now = live().bfdSnapshot().sessions();
      judge(event, now);
      for (NodeAction action : actions) {
        carryOut(action, now);
      }
      before = now.stream().findFirst();
    }

    private void carryOut(NodeAction action, List<BfdSnapshot.Session> sessions) {
      switch (action) {
        case NodeAction.OpenBfdSocket(int channel, BfdSocketSpec spec) -> {
          sockets.put(channel, spec);
          long ofLife = life;
          world.after(
              random.between(0, World.MILLISECOND),
              () -> {
                if (life == ofLife && node != null) {
                  step(new NodeEvent.BfdSocketOpened(channel));
                  arm();
                }
              });
        }
        case NodeAction.CloseBfdSocket(int channel) -> sockets.remove(channel);
        case NodeAction.SendControl(_, byte[] bytes) -> {
          sessions.forEach(it -> judgeSent(bytes, it));
          transmit(bytes);
        }
        case NodeAction.SendAdvert _,
            NodeAction.Apply _,
            NodeAction.Withdraw _,
            NodeAction.OpenSocket _,
            NodeAction.FilterSocket _,
            NodeAction.CloseSocket _,
            NodeAction.Say _,
            NodeAction.Notify _,
            NodeAction.Finished _ -> {}
      }
    }

    private void transmit(byte[] bytes) {
      End peer = ends.get(this == ends.getFirst() ? 1 : 0);
      if (cut || peer.cut || random.permille(lossPermille)) {
        return;
      }
      // In order: packets have no numbers, so an old one that comes late takes a change back.
      arrivesAtNanos = Math.max(arrivesAtNanos, world.now() + random.between(0, DELAY_NANOS_MAX));
      world.at(arrivesAtNanos, () -> peer.hear(bytes));
    }

    /** Before and after one event. */
    private void judge(NodeEvent event, List<BfdSnapshot.Session> after) {
      if (after.isEmpty()) {
        return;
      }
      BfdSnapshot.Session session = after.getFirst();
      boolean wasUp = before.filter(it -> it.state() == SessionState.UP).isPresent();
      long silentNanos = world.now() - heardAtNanos;
      if (session.state() == SessionState.UP) {
        long limitNanos = session.detectionNanos() + LATENESS_NANOS;
        boolean away = world.now() - awayUntilNanos <= limitNanos;
        if (silentNanos > limitNanos && !away && event instanceof NodeEvent.TimePassed) {
          throw wrong("is up after a silence of " + silentNanos + " ns: " + session);
        }
      } else if (wasUp && event instanceof NodeEvent.TimePassed) {
        long limitNanos = before.orElseThrow().detectionNanos();
        if (silentNanos < limitNanos) {
          throw wrong("expired after " + silentNanos + " ns of " + limitNanos);
        }
      }
      boolean calm = !troubled() && world.now() - troubleNanos > CALM_NANOS;
      if (wasUp && session.state() != SessionState.UP && calm) {
        throw wrong("has no reason to fall: " + session);
      }
      if (session.state() != before.map(BfdSnapshot.Session::state).orElse(SessionState.DOWN)) {
        calmSinceNanos = world.now();
      }
    }

    /** A periodic packet: nothing has changed, and no poll was answered. */
    private void judgeSent(byte[] bytes, BfdSnapshot.Session session) {
      if (!(BfdPacket.decode(bytes, bytes.length) instanceof BfdPacket packet)) {
        throw wrong("has sent what is no packet");
      }
      if (packet.finished()) {
        return;
      }
      long gapNanos = world.now() - sentAtNanos;
      boolean calm = calmSinceNanos < sentAtNanos && awayUntilNanos < sentAtNanos;
      long intervalNanos = session.transmitNanos();
      boolean same = before.filter(it -> it.transmitNanos() == intervalNanos).isPresent();
      if (calm && same && gapNanos < intervalNanos * 3 / 4) {
        throw wrong("has sent after " + gapNanos + " ns of " + intervalNanos);
      }
      sentAtNanos = world.now();
    }

    private Violation wrong(String what) {
      return new Violation(name + " " + what);
    }

    void checkSettled() {
      BfdSnapshot.Session session = live().bfdSnapshot().sessions().getFirst();
      BfdConfig theirs = ends.get(this == ends.getFirst() ? 1 : 0).config;
      if (session.state() != SessionState.UP || !healed) {
        throw wrong("does not come up: " + session);
      }
      long detectionNanos =
          theirs.multiplier() * Math.max(config.minReceiveNanos(), theirs.minTransmitNanos());
      if (session.detectionNanos() != detectionNanos || session.timers().poll().isActive()) {
        throw wrong("has not settled: " + session);
      }
      long intervalNanos = Math.max(config.minTransmitNanos(), theirs.minReceiveNanos());
      if (session.transmitNanos() != intervalNanos) {
        throw wrong("sends each " + session.transmitNanos() + " ns, not " + intervalNanos);
      }
      if (world.now() - sentAtNanos > intervalNanos) {
        throw wrong("has fallen silent");
      }
    }

    private void arm() {
      long deadline = live().nextDeadlineNanos();
      if (deadline == Long.MAX_VALUE || deadline >= planned) {
        return;
      }
      planned = deadline;
      long ofLife = life;
      world.at(deadline + random.between(0, LATENESS_NANOS / 2), () -> wake(ofLife, deadline));
    }

    private void wake(long ofLife, long plannedFor) {
      if (life != ofLife || node == null || planned != plannedFor) {
        return;
      }
      planned = Long.MAX_VALUE;
      if (!held) {
        if (isDue()) {
          turn();
        } else {
          arm();
        }
      }
    }
  }
}
