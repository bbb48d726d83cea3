package dev.baton.sim;

import dev.baton.core.kernel.Link;
import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.node.NodeEvent;
import dev.baton.core.track.TrackerId;
import dev.baton.core.vrrp.VrrpState;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One machine: a kernel, a clock, at most one router process, and what the supervisor does around
 * it. Faults turn its knobs; each knob counts, so that faults may overlap.
 */
final class VirtualHost {

  private static final int ENETDOWN = 100;

  /** When the world begins, by right clocks. */
  private static final long EPOCH_NANOS = 1_796_000_000L * World.SECOND;

  private static final long READING_MAX_NANOS = 50 * World.MILLISECOND;

  private final RunContext stage;
  private final RandomSource random;
  private final int number;
  private final HostClock clock;
  private long clockStoppedAtNanos;
  private long unnoticedSleepNanos;
  private long sleptNanos;
  private long wallErrorNanos;
  private final Hardware hardware;
  private final VirtualKernel kernel;
  private final HostReadings readings = new HostReadings();
  private final Set<IpPrefix> foreign = new HashSet<>();
  private final Map<String, Integer> downs = new HashMap<>();
  private final Map<String, Integer> cutCarriers = new HashMap<>();
  private HostSettings settings;
  private @Nullable SimulatedRouter process;
  private Runnable whenFinished = () -> {};
  private boolean powered;
  private boolean claimed;
  private int pauses;

  VirtualHost(RunContext stage, RandomSource random, int number, HostSettings settings) {
    this.stage = stage;
    this.random = random;
    this.number = number;
    this.settings = settings;
    clock = new HostClock(random.between(World.SECOND, 1_000_000 * World.SECOND), 0);
    hardware = new Hardware(random.fork());
    kernel = new VirtualKernel(number, random.between(2, 9));
    kernel.inOwnTime(task -> stage.world().after(hardware.kernelNanos(), task));
  }

  int number() {
    return number;
  }

  String name() {
    return "h" + (number + 1);
  }

  VirtualKernel kernel() {
    return kernel;
  }

  /** How long things take here. */
  Hardware hardware() {
    return hardware;
  }

  /** Whether its kernel has refused something, and what it holds is not what is wanted. */
  boolean mayDiffer() {
    return hardware.mayDiffer(stage.world().now());
  }

  /** Whether somebody else set this address. */
  boolean isForeign(IpPrefix prefix) {
    return foreign.stream().anyMatch(it -> VirtualKernel.isSame(it, prefix));
  }

  /** Its configuration as the operator left it; a process may not have been told yet. */
  HostSettings settings() {
    return settings;
  }

  long localNow() {
    return clock.localNanos(stage.world().now());
  }

  /** How far the wall clock and the clock that counts sleep are ahead of the monotonic one. */
  NodeEvent.ClocksRead clocks() {
    long trueNanos = EPOCH_NANOS + stage.world().now();
    return new NodeEvent.ClocksRead(trueNanos + wallErrorNanos - localNow(), sleptNanos);
  }

  /** Somebody sets the wall clock so much forward, or back. */
  void setWallClock(long byNanos) {
    wallErrorNanos += byNanos;
  }

  long worldNanos(long localNanos) {
    return clock.worldNanos(localNanos);
  }

  /** The address that its adverts of this virtual router come from, as an unsigned number. */
  BigInteger source(RouterSettings router) {
    var source = router.peering().map(RouterSettings.Peering::source);
    return new BigInteger(1, source.orElse(ownPrefix(router.family()).address()).octets());
  }

  private IpPrefix ownPrefix(IpFamily family) {
    return family == IpFamily.INET ? settings.ownAddress() : Scenario.ownLinkLocal(number);
  }

  // What the process asks of its machine.

  /** 0, or why a socket cannot be opened now. */
  int socketErrno(int linkIndex) {
    return kernel.link(linkIndex).isEmpty() ? VirtualKernel.ENODEV : hardware.socketErrno();
  }

  /** Sends a packet, if the link can; 0, or the error that the process learns of. */
  int transmit(int linkIndex, IpAddress destination, byte[] packet) {
    var link = kernel.link(linkIndex);
    if (link.isEmpty() || !link.get().up()) {
      return link.isEmpty() ? VirtualKernel.ENODEV : ENETDOWN;
    }
    if (link.get().running()) {
      stage.lan().send(this, destination, packet);
    }
    return 0;
  }

  /** Sends an Ethernet frame, if the link can. */
  void transmitFrame(int linkIndex, byte[] frame) {
    if (kernel.link(linkIndex).filter(Link::usable).isPresent()) {
      stage.lan().announce(frame);
    }
  }

  /** A packet has reached its LAN interface. */
  void hear(Datagram datagram) {
    var current = process;
    var link = kernel.link(RouterSettings.LAN_LINK);
    if (current != null && link.filter(Link::usable).isPresent()) {
      current.hear(datagram, link.get().index());
    }
  }

  // What others ask about it.

  /** Whether an advert of this virtual router that arrives now would be read at once. */
  boolean hears(RouterSettings router) {
    var current = process;
    var link = kernel.link(RouterSettings.LAN_LINK);
    return current != null
        && current.awake()
        && current.deafUntilNanos() <= localNow()
        && link.filter(Link::usable).isPresent()
        && answersTo(router.hearsAt())
        && current.listens(link.get().index(), router.hearsAt());
  }

  /** Whether a packet to this address is for it, if it comes by the LAN. */
  boolean answersTo(IpAddress destination) {
    int index = indexOf(RouterSettings.LAN_LINK);
    return destination.isMulticast()
        || kernel.addresses().stream()
            .anyMatch(it -> it.linkIndex() == index && it.prefix().address().equals(destination));
  }

  /** The running process, if there is one. */
  @Nullable SimulatedRouter process() {
    return process;
  }

  /** Whether a running process is master of this virtual router. */
  boolean isMaster(String name) {
    var current = process;
    return current != null && current.awake() && believesMaster(name);
  }

  /** Whether it is, or was when it fell asleep. */
  boolean believesMaster(String name) {
    var current = process;
    return current != null && current.stateOf(name) instanceof VrrpState.Master;
  }

  /** The effective priority that a running process has there; 0 if there is none. */
  int priorityOf(String name) {
    var current = process;
    var state = current == null ? null : current.stateOf(name);
    return state == null ? 0 : state.priority();
  }

  HostReadings readings() {
    return readings;
  }

  /** Whether the kernel has this address on this link. */
  boolean holds(String link, IpPrefix prefix) {
    int index = indexOf(link);
    return kernel.addresses().stream()
        .anyMatch(it -> it.linkIndex() == index && it.prefix().equals(prefix));
  }

  /** The same; an IPv6 address is one and the same whatever the length of its prefix. */
  boolean answersFor(String link, IpPrefix prefix) {
    int index = indexOf(link);
    return kernel.addresses().stream().anyMatch(it -> VirtualKernel.isSame(it, index, prefix));
  }

  // What happens to it.

  /** Switched on: interfaces come up, the address is set, the daemon starts. */
  void powerOn() {
    powered = true;
    restoreLink(RouterSettings.LAN_LINK);
    restoreLink(RouterSettings.OTHER_LINK);
    startDaemon();
  }

  /** Switched off without warning: nothing of it is left. */
  void powerOff() {
    powered = false;
    killRouter();
    for (Link link : kernel.survey().links()) {
      kernel.deleteLink(link.index());
    }
    kernel.routes().clear();
    foreign.clear();
  }

  /** Somebody deletes the link. */
  void removeLink(String name) {
    kernel.link(name).ifPresent(link -> kernel.deleteLink(link.index()));
  }

  /** Makes a link as the network set-up does, up, and for the LAN with the host's address. */
  void restoreLink(String name) {
    if (!powered || kernel.link(name).isPresent()) {
      return;
    }
    int index = kernel.createLink(name);
    kernel.setLink(name, isUp(name), hasCarrier(name));
    if (name.equals(RouterSettings.LAN_LINK)) {
      kernel.addAddress(index, settings.ownAddress(), 0);
    }
  }

  private boolean isUp(String link) {
    return downs.getOrDefault(link, 0) == 0;
  }

  private boolean hasCarrier(String link) {
    return cutCarriers.getOrDefault(link, 0) == 0;
  }

  /** The administrator takes the link down, or lets it up. */
  void setDown(String link, boolean down) {
    downs.merge(link, down ? 1 : -1, Integer::sum);
    kernel.setLink(link, isUp(link), hasCarrier(link));
  }

  /** The cable is pulled, or put back. */
  void setUnplugged(String link, boolean unplugged) {
    cutCarriers.merge(link, unplugged ? 1 : -1, Integer::sum);
    kernel.setLink(link, isUp(link), hasCarrier(link));
  }

  /** Starts the daemon, and with it the router; scripts report soon. */
  void startDaemon() {
    stage.judge().disturbed();
    hardware.forgetRefusals();
    var fresh = new SimulatedRouter(stage, this);
    process = fresh;
    if (pauses > 0) {
      fresh.pause();
    }
    fresh.begin();
    for (TrackerId tracker : settings.tracked()) {
      stage.world().after(random.between(0, READING_MAX_NANOS), () -> report(tracker));
    }
  }

  private void report(TrackerId tracker) {
    var current = process;
    if (current != null) {
      current.post(new NodeEvent.TrackerRead(tracker, readings.of(tracker)));
    }
  }

  /** The router is killed; the kernel keeps what it had. */
  void killRouter() {
    stage.judge().disturbed();
    var current = process;
    if (current != null) {
      current.kill();
      process = null;
    }
  }

  /** The supervisor takes down what a dead router left; of a thousand addresses so many. */
  void takeDownLeftovers(int permille) {
    for (RouterSettings router : settings.routers()) {
      int link = indexOf(router.terms().vipDevice());
      for (IpPrefix prefix : router.held()) {
        if (random.permille(permille)) {
          kernel.deleteAddress(link, prefix, false);
        }
      }
      if (random.permille(permille)) {
        SimulatedRouting.delete(this, router);
      }
    }
  }

  /** Tells the router to resign and end. */
  void stopDaemon() {
    var current = process;
    if (current != null) {
      current.post(new NodeEvent.Stop());
    }
  }

  /** The router has ended in order, which worked by these settings. */
  void finished(HostSettings last) {
    process = null;
    stage.judge().disturbed();
    if (!mayDiffer()) {
      settings.routers().forEach(router -> ExpectedState.checkNoAddressOf(this, router));
      ExpectedState.checkNoStaticLeft(this, last);
    }
    var next = whenFinished;
    whenFinished = () -> {};
    next.run();
  }

  /** A reload with another file. */
  void reload(HostSettings next) {
    settings = next;
    var current = process;
    if (current != null) {
      current.reload();
    }
  }

  /** Holds the process, or lets it go on. */
  void pause(boolean on) {
    pauses += on ? 1 : -1;
    var current = process;
    if (current != null && on && pauses == 1) {
      current.pause();
    }
    if (current != null && !on && pauses == 0) {
      current.resume();
    }
  }

  /** A script's result changes. */
  void judge(String script, boolean good) {
    readings.judge(script, good);
    report(TrackerId.script(script));
  }

  /** Somebody writes a number into a file. */
  void write(String file, int value) {
    readings.write(file, value);
    report(TrackerId.file(file));
  }

  /** A tracked process ends, or is started again. */
  void run(String tracked, boolean on) {
    readings.run(tracked, on);
    report(TrackerId.process(tracked));
  }

  /** Somebody else sets an address. */
  void addForeign(String link, IpPrefix prefix) {
    foreign.add(prefix);
    kernel.addAddress(indexOf(link), prefix, 0);
  }

  /** Somebody else deletes an address. */
  void deleteForeign(String link, IpPrefix prefix) {
    foreign.remove(prefix);
    kernel.deleteAddress(indexOf(link), prefix, false);
  }

  /** Who set an address of a virtual router by hand takes it away again, unless it is needed. */
  void withdrawForeign(RouterSettings router, IpPrefix prefix) {
    if (foreign.remove(prefix) && !isMaster(router.name())) {
      kernel.deleteAddress(indexOf(router.terms().vipDevice()), prefix, false);
    }
  }

  private int indexOf(String link) {
    return kernel.link(link).map(Link::index).orElse(-1);
  }

  /** The LAN interface loses the host's own address. */
  void loseOwnAddress(IpFamily family) {
    kernel.deleteAddress(indexOf(RouterSettings.LAN_LINK), ownPrefix(family), false);
  }

  /** The LAN interface gets it back. */
  void regainOwnAddress(IpFamily family) {
    if (family == IpFamily.INET || isUp(RouterSettings.LAN_LINK)) {
      int scope = family == IpFamily.INET ? 0 : VirtualKernel.SCOPE_LINK;
      kernel.addAddress(indexOf(RouterSettings.LAN_LINK), ownPrefix(family), scope);
    }
  }

  /** The LAN interface gets another IPv4 address of the host's own instead. */
  void renumber(IpPrefix other) {
    loseOwnAddress(IpFamily.INET);
    settings = settings.withOwnAddress(other);
    regainOwnAddress(IpFamily.INET);
  }

  /** The host's netlink notifications are lost from now on. */
  void loseNotifications() {
    var current = process;
    if (current != null) {
      current.loseNotifications();
    }
  }

  /** They come again, and the router looks at everything anew. */
  void resync() {
    var current = process;
    if (current != null) {
      current.resync();
    }
  }

  /** The clock runs fast or slow. */
  void driftClock(long ppm) {
    clock.drift(ppm, stage.world().now());
    clockChanged();
  }

  /** The clock stands still from now on: what begins here meanwhile begins at this time. */
  void stopClock() {
    clock.stop(stage.world().now());
    clockStoppedAtNanos = stage.world().now();
  }

  /**
   * The clock goes on.
   *
   * @param known another clock went on meanwhile and tells of it, as after a suspend
   */
  void resumeClock(boolean known) {
    clock.goOn(stage.world().now());
    long slept = known ? stage.world().now() - clockStoppedAtNanos : 0;
    unnoticedSleepNanos += slept;
    sleptNanos += slept;
    clockChanged();
  }

  /** How long the machine slept by its other clock since this was asked last. */
  long takeSleepNanos() {
    long sleptNanos = unnoticedSleepNanos;
    unnoticedSleepNanos = 0;
    return sleptNanos;
  }

  private void clockChanged() {
    var current = process;
    if (current != null) {
      current.clockChanged();
    }
  }

  /** Whether the caller may end the daemon, and must then {@link #release} it. */
  boolean claim() {
    boolean free = !claimed && process != null;
    claimed |= free;
    return free;
  }

  /** Starts it again by {@code start}, as soon as the old one has ended. */
  void release(Runnable start) {
    claimed = false;
    if (process == null) {
      start.run();
    } else {
      whenFinished = start;
    }
  }
}
