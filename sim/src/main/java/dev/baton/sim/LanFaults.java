package dev.baton.sim;

import java.util.List;
import java.util.function.Supplier;

/** What can go wrong between hosts: packets and cables. */
final class LanFaults {

  private final RunContext stage;
  private final RandomSource random;

  LanFaults(RunContext stage, RandomSource random) {
    this.stage = stage;
    this.random = random;
  }

  /** One generator for each kind. */
  List<Supplier<Fault>> kinds() {
    return List.of(
        this::loss,
        this::delay,
        this::duplication,
        this::partition,
        this::partition,
        this::oneWay,
        this::isolation,
        () -> unplugged(host()),
        () -> ofLink(host()),
        () -> ofLink(host()),
        () -> ofLink(host()),
        this::malformed,
        this::malformed,
        this::forgery);
  }

  private VirtualHost host() {
    return random.pick(stage.lan().hosts());
  }

  private Fault loss() {
    int permille = (int) random.pick(20, 100, 300, 600, 1000);
    return new Fault(
        "the LAN loses %d of 1000 packets".formatted(permille),
        () -> stage.lan().disturb(permille, 0),
        () -> stage.lan().disturb(-permille, 0));
  }

  private Fault delay() {
    long most = random.pick(2, 50, 500, 3000) * World.MILLISECOND;
    return new Fault(
        "the LAN holds packets for up to %d ms, so that they overtake one another"
            .formatted(most / World.MILLISECOND),
        () -> stage.lan().hold(most),
        () -> stage.lan().hold(-most));
  }

  private Fault duplication() {
    return new Fault(
        "the LAN doubles half of the packets",
        () -> stage.lan().disturb(0, 500),
        () -> stage.lan().disturb(0, -500));
  }

  /** Splits the hosts into two sets that do not hear each other. */
  private Fault partition() {
    int hostCount = stage.lan().hosts().size();
    int side = random.between(1, (1 << hostCount) - 2);
    return new Fault(
        "partition: " + names(side) + " apart from the others",
        () -> cutBetween(side, true),
        () -> cutBetween(side, false));
  }

  private String names(int side) {
    return stage.lan().hosts().stream()
        .filter(host -> inside(side, host.number()))
        .map(VirtualHost::name)
        .toList()
        .toString();
  }

  private static boolean inside(int side, int host) {
    return (side >> host & 1) == 1;
  }

  private void cutBetween(int side, boolean on) {
    int hostCount = stage.lan().hosts().size();
    for (int i = 0; i < hostCount; i++) {
      for (int j = 0; j < hostCount; j++) {
        if (inside(side, i) != inside(side, j)) {
          stage.lan().cut(i, j, on);
        }
      }
    }
  }

  private Fault oneWay() {
    var from = host();
    var to = host();
    if (from == to) {
      return isolation();
    }
    return new Fault(
        to.name() + " does not hear " + from.name(),
        () -> stage.lan().cut(from.number(), to.number(), true),
        () -> stage.lan().cut(from.number(), to.number(), false));
  }

  /** One host hears everyone and is heard by none, or the reverse. */
  private Fault isolation() {
    var host = host();
    boolean mute = random.percent(50);
    return new Fault(
        host.name() + (mute ? " is heard by nobody" : " hears nobody"),
        () -> cutOff(host.number(), mute, true),
        () -> cutOff(host.number(), mute, false));
  }

  private void cutOff(int host, boolean mute, boolean on) {
    for (var other : stage.lan().hosts()) {
      if (other.number() != host) {
        stage.lan().cut(mute ? host : other.number(), mute ? other.number() : host, on);
      }
    }
  }

  private String link() {
    return random.percent(75) ? RouterSettings.LAN_LINK : RouterSettings.OTHER_LINK;
  }

  /** Something happens to a link of this host. */
  Fault ofLink(VirtualHost host) {
    return switch (random.between(0, 2)) {
      case 0 -> unplugged(host);
      case 1 -> linkDown(host);
      default -> linkRecreated(host);
    };
  }

  private Fault unplugged(VirtualHost host) {
    var link = link();
    return new Fault(
        host.name() + " " + link + " loses its carrier",
        () -> host.setUnplugged(link, true),
        () -> host.setUnplugged(link, false));
  }

  private Fault linkDown(VirtualHost host) {
    var link = link();
    return new Fault(
        host.name() + " " + link + " is set down",
        () -> host.setDown(link, true),
        () -> host.setDown(link, false));
  }

  private Fault linkRecreated(VirtualHost host) {
    var link = link();
    return new Fault(
        host.name() + " " + link + " is deleted, and comes back under another index",
        () -> host.removeLink(link),
        () -> host.restoreLink(link));
  }

  private Fault malformed() {
    return storm("malformed packets on the LAN", new ForgedPackets(random.fork())::malformed);
  }

  private Fault forgery() {
    return storm("forged adverts on the LAN", new ForgedPackets(random.fork())::forged);
  }

  /** Packets from nobody, at every host, faster than any advert interval. */
  private Fault storm(String text, ForgedPackets.Forger forger) {
    long every = random.pick(5, 20, 90, 700) * World.MILLISECOND;
    var active = new boolean[1];
    var fork = random.fork();
    return new Fault(
        text + ", every " + every / World.MILLISECOND + " ms",
        () -> {
          active[0] = true;
          blow(active, every, fork, forger);
        },
        () -> active[0] = false);
  }

  private void blow(boolean[] active, long every, RandomSource fork, ForgedPackets.Forger forger) {
    if (!active[0]) {
      return;
    }
    var victim = fork.pick(stage.lan().hosts());
    var settings = fork.pick(victim.settings().routers());
    stage.lan().inject(victim, forger.make(victim, settings));
    stage.world().after(fork.between(every / 2, every), () -> blow(active, every, fork, forger));
  }
}
