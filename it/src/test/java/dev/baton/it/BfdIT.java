package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.it.kit.Await;
import dev.baton.it.kit.Daemon;
import dev.baton.it.kit.FrrBfd;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** BFD sessions with Baton, keepalived and FRR, and what they mean to an instance. */
final class BfdIT {

  private static final String ADDRESS = "10.9.0.100";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int SESSION_COUNT = 100;
  private static final Pattern OVERDUE = Pattern.compile("Expired after (\\d+) ms \\((\\d+) usec");

  /** As tcpdump prints it. */
  private static final Pattern FROM_OURS =
      Pattern.compile("ttl (\\d+),[^\n]*\n\\s*10\\.9\\.0\\.1\\.(\\d+) > 10\\.9\\.0\\.2\\.3784");

  private final Lan lan = new Lan();
  private final Host one = lan.host("one", "10.9.0.1/24", "fd09::1/64");
  private final Host two = lan.host("two", "10.9.0.2/24", "fd09::2/64");

  @AfterEach
  void clean() {
    lan.close();
  }

  private static String session(String name, String from, String to, String words) {
    return "bfd_instance %s {\n  source_ip %s\n  neighbor_ip %s\n  %s\n}\n"
        .formatted(name, from, to, words);
  }

  private static String timers(int millis, int multiplier) {
    return "min_rx " + millis + "\n  min_tx " + millis + "\n  multiplier " + multiplier;
  }

  private static String instance(String words) {
    return """
        vrrp_instance VI_1 {
          state BACKUP
          interface eth0
          virtual_router_id 51
          priority 100
          advert_int 0.2
          version 3
          %s
          virtual_ipaddress {
            %s
          }
        }
        """
        .formatted(words, ADDRESS);
  }

  private static String address(String network, int host) {
    return (network.equals("inet6") ? "fd09::" : "10.9.0.") + host;
  }

  /** keepalived's IPv6 packets have hop limit 64 unless it is told otherwise. */
  @ParameterizedTest
  @CsvSource({"BATON, inet", "BATON, inet6", "KEEPALIVED, inet", "KEEPALIVED, inet6"})
  void theInstanceFollowsTheSession(Daemon.Kind kind, String network) {
    String ours = session("peer", address(network, 1), address(network, 2), timers(50, 3));
    String theirs =
        session("peer", address(network, 2), address(network, 1), timers(50, 3) + "\n  ttl 255");
    Daemon daemon = one.baton(ours + instance("track_bfd {\n    peer\n  }"));
    daemon.awaitLog("BFD session peer failed").awaitAddress(ADDRESS, false);
    // keepalived runs nothing where there is no instance.
    Daemon peer = two.start(kind, theirs + instance("priority 1").replace("_id 51", "_id 99"));
    daemon.awaitLog("Tracked BFD instance peer is UP").awaitAddress(ADDRESS, true);
    lan.partition(true);
    daemon.awaitLog("Tracked BFD instance peer is DOWN").awaitAddress(ADDRESS, false);
    lan.partition(false);
    daemon.awaitLog("Tracked BFD instance peer is UP", 2).awaitAddress(ADDRESS, true);
    peer.stop();
    daemon.awaitLog("Tracked BFD instance peer is DOWN", 2).awaitAddress(ADDRESS, false);
  }

  @ParameterizedTest
  @CsvSource({"inet", "inet6"})
  void besideFrr(String network) {
    String theirs =
        "bfd\n peer %s local-address %s interface eth0\n"
                .formatted(address(network, 1), address(network, 2))
            + "  receive-interval 50\n  transmit-interval 50\n  detect-multiplier 3\n exit\nexit\n";
    String ours = session("peer", address(network, 1), address(network, 2), timers(50, 3));
    FrrBfd frr = FrrBfd.start(lan, two, theirs);
    Daemon daemon = one.baton(ours + instance("track_bfd {\n    peer\n  }"));
    daemon.awaitLog("Tracked BFD instance peer is UP").awaitAddress(ADDRESS, true);
    daemon.awaitLog("Detection time is 150000 us");
    frr.close();
    daemon.awaitLog("Tracked BFD instance peer is DOWN").awaitAddress(ADDRESS, false);
    FrrBfd.start(lan, two, theirs);
    daemon.awaitLog("Tracked BFD instance peer is UP", 2).awaitAddress(ADDRESS, true);
  }

  @Test
  void overSeveralHops() {
    String words = timers(50, 3) + "\n  multihop\n  max_hops 10";
    Daemon daemon = one.baton(session("far", "10.9.0.1", "10.9.0.2", words) + instance(""));
    two.baton(session("far", "10.9.0.2", "10.9.0.1", words));
    daemon.awaitLog("(far) Entering Up state");
  }

  /** A reload that changes the timers keeps the session; the pid files tell of one process. */
  @Test
  void aReloadKeepsTheSession() throws IOException {
    two.baton(session("peer", "10.9.0.2", "10.9.0.1", timers(50, 3)));
    String track = instance("track_bfd {\n    peer\n  }");
    Daemon daemon = one.baton(session("peer", "10.9.0.1", "10.9.0.2", timers(50, 3)) + track);
    daemon.awaitAddress(ADDRESS, true).awaitLog("Detection time is 150000 us");
    Path pidFile = daemon.folder().resolve("bfd.pid");
    assertEquals(daemon.router().pid(), Long.parseLong(Files.readString(pidFile).strip()));
    daemon.rewrite(session("peer", "10.9.0.1", "10.9.0.2", timers(200, 3)) + track);
    daemon.signal("HUP");
    daemon.awaitLog("Detection time is 600000 us");
    assertFalse(daemon.log().contains("Entering Down"), daemon.log());
    assertTrue(one.holds(ADDRESS));
    daemon.rewrite(instance(""));
    daemon.signal("HUP");
    Await.until("bfd.pid goes", PATIENCE, () -> !Files.exists(pidFile), daemon::log);
  }

  /** RFC 5881, section 4 and 5; and keepalived's dump by its name. */
  @Test
  void packetsComeFromTheRightPortWithTheRightHopLimit() throws IOException {
    var wire = lan.capture();
    Daemon daemon = one.baton("bfd_instance peer {\n  neighbor_ip 10.9.0.2\n}\n" + instance(""));
    two.baton(session("peer", "10.9.0.2", "10.9.0.1", timers(50, 3)));
    daemon.awaitLog("(peer) Entering Up state").signal("USR1");
    Path dump = daemon.folder().resolve("keepalived_bfd.data");
    Await.until("a dump", PATIENCE, () -> Files.exists(dump), daemon::log);
    assertTrue(Files.readString(dump).contains("local state = Up"), Files.readString(dump));
    Await.until(
        "four packets",
        PATIENCE,
        () -> FROM_OURS.matcher(wire.read()).results().count() > 3,
        wire::read);
    Matcher packet = FROM_OURS.matcher(wire.read());
    while (packet.find()) {
      assertEquals("255", packet.group(1), packet.group());
      assertTrue(Integer.parseInt(packet.group(2)) >= 49_152, packet.group());
    }
  }

  @Test
  void aHundredSessionsStayUp() throws IOException {
    String first = "global_defs {\n  bfd_rt_priority 50\n}\n";
    var ours = new StringBuilder(first);
    var theirs = new StringBuilder(first);
    for (int i = 1; i <= SESSION_COUNT; i++) {
      one.ip("address add 10.9.1." + i + "/16 dev eth0");
      two.ip("address add 10.9.2." + i + "/16 dev eth0");
      ours.append(session("S" + i, "10.9.1." + i, "10.9.2." + i, timers(50, 5)));
      theirs.append(session("S" + i, "10.9.2." + i, "10.9.1." + i, timers(50, 5)));
    }
    List<Daemon> daemons = List.of(one.baton(ours.toString()), two.baton(theirs.toString()));
    for (Daemon daemon : daemons) {
      daemon.awaitLog("Entering Up state", SESSION_COUNT);
    }
    // Two that start at once on two processors are late now and then.
    List<Long> before = daemons.stream().map(BfdIT::downs).toList();
    long endNanos = System.nanoTime() + 15_000_000_000L;
    Await.until("15 s of them", PATIENCE, () -> System.nanoTime() > endNanos, () -> "");
    assertEquals(
        before, daemons.stream().map(BfdIT::downs).toList(), () -> daemons.getFirst().log());
  }

  private static long downs(Daemon daemon) {
    return daemon.log().lines().filter(line -> line.contains("Entering Down state")).count();
  }

  /** Every processor is busy; the silence begins at any moment. */
  @Test
  void aSilentNeighborIsDetectedWithinAnIntervalOfTheLimit() throws IOException {
    String first = "global_defs {\n  bfd_rt_priority 50\n}\n";
    two.baton(first + session("peer", "10.9.0.2", "10.9.0.1", timers(10, 3)));
    Daemon daemon =
        one.baton(first + session("peer", "10.9.0.1", "10.9.0.2", timers(10, 3)) + instance(""));
    List<Process> load = new ArrayList<>();
    try {
      for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
        load.add(new ProcessBuilder("sh", "-c", "while :; do :; done").start());
      }
      for (int round = 1; round <= 5; round++) {
        daemon.awaitLog("Detection time is 30000 us", round);
        lan.partition(true);
        daemon.awaitLog("(peer) Entering Down state", round);
        lan.partition(false);
      }
    } finally {
      load.forEach(Process::destroyForcibly);
    }
    Matcher expired = OVERDUE.matcher(daemon.log());
    int count = 0;
    while (expired.find()) {
      count++;
      assertTrue(Long.parseLong(expired.group(2)) < 10_000, expired.group());
    }
    assertTrue(count >= 5, daemon.log());
  }
}
