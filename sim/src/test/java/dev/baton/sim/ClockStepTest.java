package dev.baton.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.core.net.IpAddress;
import dev.baton.core.net.IpFamily;
import dev.baton.core.net.IpPrefix;
import dev.baton.core.vrrp.VrrpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hosts whose adverts are signed with the time, and whose clocks are set. Of hosts that hear each
 * other one is master at any time (the judge sees to it), and whoever is it stays it.
 */
final class ClockStepTest {

  private static final long HOUR = 3600;

  private final World world = new World();
  private final RandomSource random = new RandomSource(1);
  private final Story story = new Story(world, false);
  private final List<String> masters = new ArrayList<>();
  private final VirtualLan lan = new VirtualLan(world, random.fork(), 3);
  private final RunContext stage =
      new RunContext(world, lan, new Judge(story, new SingleMasterRule(world, lan)), story);

  ClockStepTest() {
    for (int i = 0; i < 3; i++) {
      lan.join(new VirtualHost(stage, random.fork(), i, settings(i)));
    }
  }

  private static HostSettings settings(int number) {
    var terms =
        new RouterSettings.Terms(
            "VI_51",
            51,
            IpFamily.INET,
            VrrpVersion.V3,
            3,
            true,
            0,
            false,
            false,
            "",
            true,
            List.of(),
            RouterSettings.LAN_LINK,
            false,
            false,
            false);
    var vips = List.of(new IpPrefix(IpAddress.ofInt(0x0A09_0064), 24));
    var router =
        new RouterSettings(
            terms,
            Optional.empty(),
            200 - 50 * number,
            World.SECOND,
            vips,
            Map.of(),
            Map.of(),
            Map.of());
    return new HostSettings(Scenario.ownAddress(number), List.of(router), 0, 0, List.of());
  }

  private VirtualHost host(int number) {
    return lan.hosts().get(number - 1);
  }

  private void at(long second, Runnable deed) {
    world.at(second * World.SECOND, deed);
  }

  private void powerOn() {
    lan.hosts().forEach(host -> at(0, host::powerOn));
  }

  /** Looks every 100 ms who is master, and notes it when it is somebody else. */
  private void run(long seconds) {
    for (long tick = 0; tick < 10 * seconds; tick++) {
      world.at(tick * 100 * World.MILLISECOND, this::look);
    }
    world.runUntil(seconds * World.SECOND);
  }

  private void look() {
    var now = new ArrayList<String>();
    for (var host : lan.hosts()) {
      if (host.isMaster("VI_51")) {
        now.add(host.name());
      }
    }
    String who = String.join(" ", now);
    if (masters.isEmpty() || !masters.getLast().equals(who)) {
      masters.add(who);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {6, HOUR, 24 * HOUR, -6, -HOUR})
  void nobodyNoticesThatTheMastersClockIsSet(long seconds) {
    powerOn();
    at(30, () -> host(1).setWallClock(seconds * World.SECOND));
    run(120);
    assertEquals(List.of("", "h1"), masters);
  }

  @ParameterizedTest
  @ValueSource(longs = {HOUR, -HOUR})
  void nobodyNoticesThatABackupsClockIsSet(long seconds) {
    powerOn();
    at(30, () -> host(2).setWallClock(seconds * World.SECOND));
    at(60, () -> host(2).setWallClock(-seconds * World.SECOND));
    run(120);
    assertEquals(List.of("", "h1"), masters);
  }

  @Test
  void allClocksAreSetOneAfterTheOther() {
    powerOn();
    at(30, () -> host(1).setWallClock(HOUR * World.SECOND));
    at(40, () -> host(2).setWallClock(HOUR * World.SECOND));
    at(50, () -> host(3).setWallClock(HOUR * World.SECOND));
    // A process that starts now knows the new time only: it convinces the others.
    at(60, () -> host(2).killRouter());
    at(61, () -> host(2).startDaemon());
    run(120);
    assertEquals("h1", masters.getLast());
  }

  /** Started with a wrong clock, it serves beside the master, until its clock is set right. */
  @Test
  void aClockThatWasWrongIsSetRight() {
    host(1).setWallClock(-HOUR * World.SECOND);
    powerOn();
    at(30, () -> host(1).setWallClock(HOUR * World.SECOND));
    // Nobody can know better before; the judge looks from here on.
    at(0, stage.judge()::disturbed);
    for (int second = 1; second < 32; second++) {
      at(second, stage.judge()::disturbed);
    }
    run(120);
    assertEquals("h1", masters.getLast());
  }
}
