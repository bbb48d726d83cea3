package dev.baton.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What can go wrong inside a host: processes, kernels, clocks. */
final class HostFaults {

  private static final int EPERM = 1;
  private static final int ENOMEM = 12;
  private static final int EBUSY = 16;
  private static final int ENOBUFS = 105;

  private final RunContext stage;
  private final RandomSource random;

  HostFaults(RunContext stage, RandomSource random) {
    this.stage = stage;
    this.random = random;
  }

  /** One generator for each kind; the deaths count twice. */
  List<Supplier<Fault>> kinds() {
    return List.of(
        this::processPaused,
        this::processPaused,
        this::machinePaused,
        this::clockDrifts,
        this::loopLate,
        this::handsSlow,
        this::kernelRefuses,
        this::notificationsLost,
        this::socketsRefused,
        this::routerKilled,
        this::routerKilled,
        this::routerKilledMidway,
        this::routerKilledMidway,
        this::cleanUpFails,
        this::daemonKilled,
        this::supervisorKilled,
        this::stopped,
        this::stopped,
        this::powerCut,
        this::powerCut);
  }

  private VirtualHost host() {
    return random.pick(stage.lan().hosts());
  }

  private Fault processPaused() {
    var host = host();
    return new Fault(
        host.name() + " router is held (SIGSTOP)", () -> host.pause(true), () -> host.pause(false));
  }

  /**
   * A suspended machine: the network loses what was for it. Its clock may stand still, and with it
   * the one that counts sleep, too, if a hypervisor holds it.
   */
  private Fault machinePaused() {
    var host = host();
    boolean clockStops = random.percent(50);
    boolean known = random.percent(50);
    String clocks = clockStops ? known ? ", its clock too" : ", its clocks too" : "";
    return new Fault(
        host.name() + " is suspended" + clocks,
        () -> {
          host.pause(true);
          cutOff(host, true);
          if (clockStops) {
            host.stopClock();
          }
        },
        () -> {
          cutOff(host, false);
          if (clockStops) {
            host.resumeClock(known);
          }
          host.pause(false);
        });
  }

  private void cutOff(VirtualHost host, boolean on) {
    for (var other : stage.lan().hosts()) {
      if (other != host) {
        stage.lan().cut(other.number(), host.number(), on);
        stage.lan().cut(host.number(), other.number(), on);
      }
    }
  }

  private Fault clockDrifts() {
    var host = host();
    long ppm = random.pick(-30_000, -1_000, 1_000, 30_000);
    return new Fault(
        "%s clock drifts by %d ppm".formatted(host.name(), ppm),
        () -> host.driftClock(ppm),
        () -> host.driftClock(0));
  }

  private Fault loopLate() {
    var host = host();
    long most = random.pick(5, 20, 60, 400, 2500) * World.MILLISECOND;
    return new Fault(
        host.name() + " wakes up to " + most / World.MILLISECOND + " ms late",
        () -> host.hardware().slowLoop(most),
        () -> host.hardware().slowLoop(-most));
  }

  private Fault handsSlow() {
    var host = host();
    long more = random.pick(10, 100, 1000, 5000) * World.MILLISECOND;
    return new Fault(
        host.name() + " plans take " + more / World.MILLISECOND + " ms longer",
        () -> host.hardware().slowHands(more),
        () -> host.hardware().slowHands(-more));
  }

  private Fault kernelRefuses() {
    var host = host();
    int permille = (int) random.pick(50, 300, 1000);
    int errno = (int) random.pick(EPERM, ENOMEM, EBUSY, ENOBUFS);
    return new Fault(
        "%s kernel refuses %d of 1000 changes with errno %d, and the carrier is lost"
            .formatted(host.name(), permille, errno),
        () -> {
          host.hardware().refuse(permille, errno);
          host.setUnplugged(RouterSettings.LAN_LINK, true);
        },
        () -> {
          host.hardware().refuse(0, 0);
          host.setUnplugged(RouterSettings.LAN_LINK, false);
        });
  }

  /** Notifications are lost, and with them the news of another fault. */
  private Fault notificationsLost() {
    var host = host();
    var hidden = new LanFaults(stage, random.fork()).ofLink(host);
    boolean early = random.percent(50);
    return new Fault(
        "%s netlink notifications are lost (ENOBUFS), and with them: %s"
            .formatted(host.name(), hidden.text()),
        () -> {
          host.loseNotifications();
          hidden.begin().run();
          stage.world().after(World.SECOND, () -> unhide(host, early));
        },
        () -> {
          hidden.end().run();
          host.resync();
        });
  }

  private void unhide(VirtualHost host, boolean early) {
    if (early) {
      stage.judge().disturbed();
      host.resync();
    }
  }

  private Fault socketsRefused() {
    var host = host();
    return new Fault(
        host.name() + " cannot open sockets",
        () -> host.hardware().refuseSockets(ENOMEM),
        () -> host.hardware().refuseSockets(0));
  }

  /** The router dies; its supervisor cleans up and starts it again. */
  private Fault routerKilled() {
    var host = host();
    return death(host, "router dies", host::killRouter, () -> host.takeDownLeftovers(1000));
  }

  /** The supervisor of a dead router cannot remove all that it left, and starts it again. */
  private Fault cleanUpFails() {
    var host = host();
    return death(
        host,
        "router dies, half of its addresses stay",
        host::killRouter,
        () -> host.takeDownLeftovers(500));
  }

  /** The router dies when some of a plan has been done; a pulled cable makes it have one. */
  private Fault routerKilledMidway() {
    var host = host();
    int changes = random.between(0, 3);
    var unplugged = new ArrayList<VirtualHost>();
    var claimed = new boolean[1];
    return new Fault(
        "%s router dies after %d more changes, the master's cable is pulled"
            .formatted(host.name(), changes),
        () -> {
          claimed[0] = host.claim();
          host.hardware().dieAfter(claimed[0] ? changes : Integer.MAX_VALUE);
          unplugged.addAll(isMaster(host) ? List.of(host) : mastersBeside(host));
          unplugged.forEach(each -> each.setUnplugged(RouterSettings.LAN_LINK, true));
        },
        () -> {
          unplugged.forEach(each -> each.setUnplugged(RouterSettings.LAN_LINK, false));
          if (claimed[0]) {
            host.hardware().dieAfter(Integer.MAX_VALUE);
            host.killRouter();
            host.release(host::startDaemon);
          }
        });
  }

  private static boolean isMaster(VirtualHost host) {
    return host.settings().routers().stream().anyMatch(router -> host.isMaster(router.name()));
  }

  private List<VirtualHost> mastersBeside(VirtualHost host) {
    return stage.lan().hosts().stream().filter(other -> other != host && isMaster(other)).toList();
  }

  /** All processes of the daemon die; what they left is there when it is started again. */
  private Fault daemonKilled() {
    var host = host();
    return death(host, "daemon dies, its addresses stay", host::killRouter, () -> {});
  }

  /** The supervisor dies: the router resigns as on SIGTERM, and nobody is there to start it. */
  private Fault supervisorKilled() {
    var host = host();
    return death(host, "supervisor dies", host::stopDaemon, () -> {});
  }

  private Fault stopped() {
    var host = host();
    return death(host, "is stopped", host::stopDaemon, () -> {});
  }

  private Fault death(VirtualHost host, String text, Runnable die, Runnable cleanUp) {
    var killed = new boolean[1];
    return new Fault(
        host.name() + " " + text,
        () -> {
          if (host.claim()) {
            killed[0] = true;
            die.run();
          }
        },
        () -> {
          if (killed[0]) {
            cleanUp.run();
            host.release(host::startDaemon);
          }
        });
  }

  private Fault powerCut() {
    var host = host();
    var killed = new boolean[1];
    return new Fault(
        host.name() + " loses power",
        () -> {
          if (host.claim()) {
            killed[0] = true;
            host.powerOff();
          }
        },
        () -> {
          if (killed[0]) {
            host.release(host::powerOn);
          }
        });
  }
}
