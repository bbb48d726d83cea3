package dev.baton.sim;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** What people and their tools do to a host: addresses, scripts, reloads. */
final class OperatorFaults {

  private final RunContext stage;
  private final RandomSource random;
  private final Scenario scenario;

  OperatorFaults(RunContext stage, RandomSource random) {
    this.stage = stage;
    this.random = random;
    this.scenario = new Scenario(random.fork());
  }

  /** One generator for each kind. */
  List<Supplier<Fault>> kinds() {
    return List.of(
        this::addressDeleted,
        this::addressDeleted,
        this::addressAdded,
        this::staticAddressDeleted,
        this::staticAddressesReloaded,
        this::ownAddressGone,
        this::ownAddressChanged,
        this::scriptFails,
        this::scriptFails,
        this::scriptFlaps,
        this::fileWritten,
        this::processEnds,
        this::priorityReloaded,
        this::intervalReloaded,
        this::addressesReloaded,
        this::prefixLengthsReloaded,
        this::reloadedUnchanged);
  }

  private VirtualHost host() {
    return random.pick(stage.lan().hosts());
  }

  /** Whoever is master when it happens loses an address to somebody's hand. */
  private Fault addressDeleted() {
    var fork = random.fork();
    return new Fault(
        "somebody deletes an address of the master",
        () -> {
          for (var host : stage.lan().hosts()) {
            var router = fork.pick(host.settings().routers());
            if (host.isMaster(router.name())) {
              host.deleteForeign(router.terms().vipDevice(), fork.pick(router.held()));
              if (fork.percent(30)) {
                SimulatedRouting.delete(host, router);
              }
            }
          }
        },
        () -> {});
  }

  /** A host loses its static addresses to somebody's hand. */
  private Fault staticAddressDeleted() {
    var host = host();
    return new Fault(
        host.name() + " loses its static addresses to somebody's hand",
        () ->
            host.settings()
                .statics()
                .forEach(prefix -> host.deleteForeign(RouterSettings.OTHER_LINK, prefix)),
        () -> {});
  }

  private Fault staticAddressesReloaded() {
    var host = host();
    var statics = scenario.statics(host.number());
    return new Fault(
        host.name() + " is reloaded with static addresses " + statics,
        () -> host.reload(host.settings().withStatics(statics)),
        () -> {});
  }

  /** Somebody sets an address of a virtual router by hand, where it may not be. */
  private Fault addressAdded() {
    var host = host();
    var router = random.pick(host.settings().routers());
    var prefix = random.pick(router.held());
    return new Fault(
        host.name() + " is given " + prefix + " by hand",
        () -> host.addForeign(router.terms().vipDevice(), prefix),
        () -> host.withdrawForeign(router, prefix));
  }

  private Fault ownAddressGone() {
    var host = host();
    var family = random.percent(50) ? IpFamily.INET : IpFamily.INET6;
    return new Fault(
        host.name() + " loses its own address of " + family,
        () -> host.loseOwnAddress(family),
        () -> host.regainOwnAddress(family));
  }

  private Fault ownAddressChanged() {
    var host = host();
    var other = new IpPrefix(IpAddress.ofInt(0x0A09_0028 + random.between(0, 30)), 24);
    return new Fault(
        host.name() + " is renumbered to " + other,
        () -> host.renumber(other),
        () -> host.renumber(Scenario.ownAddress(host.number())));
  }

  private Fault scriptFails() {
    var host = host();
    var scripts = host.settings().scripts();
    if (scripts.isEmpty()) {
      return priorityReloaded();
    }
    var script = random.pick(scripts);
    return new Fault(
        host.name() + " script " + script + " fails",
        () -> host.judge(script, false),
        () -> host.judge(script, true));
  }

  private Fault fileWritten() {
    var host = host();
    var files = host.settings().files();
    if (files.isEmpty()) {
      return scriptFails();
    }
    var file = random.pick(files);
    int value = (int) random.pick(1, -1, 3, 11, -300, Integer.MAX_VALUE, Integer.MIN_VALUE);
    int last = (int) random.pick(0, 0, 1, -7, 400);
    return new Fault(
        host.name() + " file " + file + " says " + value + ", then " + last,
        () -> host.write(file, value),
        () -> host.write(file, last));
  }

  /** It may be started again at once, too. */
  private Fault processEnds() {
    var host = host();
    var processes = host.settings().processes();
    if (processes.isEmpty()) {
      return fileWritten();
    }
    var ended = random.pick(processes);
    long pauseNanos = random.percent(30) ? random.between(1, 100) * World.MILLISECOND : 0;
    return new Fault(
        host.name() + " process " + ended + " ends",
        () -> {
          host.run(ended, false);
          if (pauseNanos > 0) {
            stage.world().after(pauseNanos, () -> host.run(ended, true));
          }
        },
        () -> host.run(ended, true));
  }

  private Fault scriptFlaps() {
    var host = host();
    var scripts = host.settings().scripts();
    if (scripts.isEmpty()) {
      return addressDeleted();
    }
    var script = random.pick(scripts);
    var every = random.between(50, 5000) * World.MILLISECOND;
    var active = new boolean[1];
    return new Fault(
        host.name() + " script " + script + " flaps",
        () -> {
          active[0] = true;
          flap(active, host, script, every);
        },
        () -> {
          active[0] = false;
          host.judge(script, true);
        });
  }

  private void flap(boolean[] active, VirtualHost host, String script, long every) {
    if (active[0]) {
      host.judge(script, !host.readings().good(script));
      stage.world().after(every, () -> flap(active, host, script, every));
    }
  }

  private Fault priorityReloaded() {
    var host = host();
    int priority = random.between(1, 254);
    return new Fault(
        host.name() + " is reloaded with priority " + priority,
        () -> reload(host, router -> router.owner() ? router : router.withPriority(priority)),
        () -> {});
  }

  /** One host after another gets a new interval: with VRRPv2 they disagree until all have it. */
  private Fault intervalReloaded() {
    var seconds = random.pick(1, 1, 2, 3);
    return everywhere(
            "one host after another is reloaded with advert_int " + seconds,
            router -> router.withInterval(seconds * World.SECOND))
        .bringing(seconds * World.SECOND);
  }

  private Fault addressesReloaded() {
    Map<String, List<IpPrefix>> fresh = new TreeMap<>();
    for (var router : stage.lan().hosts().getFirst().settings().routers()) {
      fresh.put(router.name(), scenario.vips(router.vrid(), router.family()));
    }
    return everywhere(
        "one host after another is reloaded with addresses " + fresh,
        router -> router.withVips(fresh.getOrDefault(router.name(), router.vips())));
  }

  /** The same addresses: to the kernel they are others with IPv4, and not with IPv6. */
  private Fault prefixLengthsReloaded() {
    boolean hosts = random.percent(50);
    return everywhere(
        "one host after another is reloaded with other lengths of prefixes",
        router ->
            router.withVips(
                router.vips().stream()
                    .map(it -> new IpPrefix(it.address(), prefixBits(it.address(), hosts)))
                    .toList()));
  }

  private static int prefixBits(IpAddress address, boolean host) {
    return switch (address.family()) {
      case INET -> host ? 32 : 24;
      case INET6 -> host ? 128 : 64;
    };
  }

  private Fault reloadedUnchanged() {
    var host = host();
    return new Fault(
        host.name() + " is reloaded with the same file",
        () -> reload(host, router -> router),
        () -> {});
  }

  /** One host after another gets a change, and those that have not when it ends get it then. */
  private Fault everywhere(String text, Function<RouterSettings, RouterSettings> change) {
    List<Long> delays = stage.lan().hosts().stream().map(_ -> delay()).toList();
    var active = new boolean[1];
    return new Fault(
        text,
        () -> {
          active[0] = true;
          for (var host : stage.lan().hosts()) {
            long delay = delays.get(host.number());
            stage.world().after(delay, () -> reloadWhile(active, host, change));
          }
        },
        () -> {
          active[0] = false;
          stage.lan().hosts().forEach(host -> reload(host, change));
        });
  }

  /** Later it could undo, on one host alone, what another fault did to all of them meanwhile. */
  private void reloadWhile(
      boolean[] active, VirtualHost host, Function<RouterSettings, RouterSettings> change) {
    if (active[0]) {
      stage.judge().disturbed();
      reload(host, change);
    }
  }

  private long delay() {
    return random.between(0, 3 * World.SECOND);
  }

  private static void reload(VirtualHost host, Function<RouterSettings, RouterSettings> change) {
    var settings = host.settings();
    host.reload(settings.withRouters(settings.routers().stream().map(change).toList()));
  }
}
