package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.it.kit.Await;
import dev.baton.it.kit.Daemon;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import dev.baton.it.kit.Shell;
import dev.baton.it.kit.VrrpInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which of root's rights each thread of both processes has (proc(5), capabilities(7)). */
final class CapabilitiesIT {

  private static final String VIP = "10.9.0.100";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final int DAC_READ_SEARCH = 2;
  private static final int NET_ADMIN = 12;
  private static final int NET_RAW = 13;
  private static final int IPC_LOCK = 14;
  private static final int SYS_NICE = 23;
  private static final int SYS_RESOURCE = 24;

  private static final long LOOP = bits(NET_ADMIN, NET_RAW, IPC_LOCK);
  private static final long ROUTER = LOOP | bits(SYS_NICE, SYS_RESOURCE);

  private final Lan lan = new Lan();
  private final Host one = lan.host("one", "10.9.0.1/24");
  private final Path home = lan.folder().resolve("home");
  private final Path image = home.resolve("image");
  private final List<String> program = List.of(image.resolve("bin/baton").toString());

  /** Where root owns all folders above it. */
  @BeforeEach
  void copyTheImage() throws IOException {
    Files.createDirectory(home);
    Shell.run("cp -R " + Daemon.image().resolve("../..").normalize() + " " + image);
    Shell.run("chown -R 0:0 " + home);
  }

  @AfterEach
  void clean() {
    lan.close();
  }

  private static long bits(int... capabilities) {
    long set = 0;
    for (int capability : capabilities) {
      set |= 1L << capability;
    }
    return set;
  }

  /** What root may have here at all; in a container it is not everything. */
  private static long allowed() {
    return set(status(Path.of("/proc/self")), "CapBnd");
  }

  private static Map<String, String> status(Path process) {
    var fields = new TreeMap<String, String>();
    try (Stream<String> lines = Files.lines(process.resolve("status"))) {
      lines.map(line -> line.split(":", 2)).forEach(pair -> fields.put(pair[0], pair[1].strip()));
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
    return fields;
  }

  private static long set(Map<String, String> status, String name) {
    return Long.parseUnsignedLong(status.getOrDefault(name, "0"), 16);
  }

  /** The sets of all threads: by who it is, each that occurs once. */
  private static Map<String, Set<String>> threads(ProcessHandle process) {
    var found = new TreeMap<String, Set<String>>();
    Path tasks = Path.of("/proc/" + process.pid() + "/task");
    try (Stream<Path> each = Files.list(tasks)) {
      for (Path task : each.toList()) {
        Map<String, String> status = status(task);
        boolean first = task.endsWith(Long.toString(process.pid()));
        String name = status.getOrDefault("Name", "");
        String who =
            switch (name) {
              case "kernel" -> "kernel";
              case "baton_vrrp" -> first ? "others" : "loop";
              default -> "others";
            };
        found.computeIfAbsent(who, _ -> new TreeSet<>()).add(sets(status));
      }
      return found;
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private static String sets(Map<String, String> status) {
    return "inherited %x permitted %x effective %x bounding %x ambient %x no new ones %s"
        .formatted(
            set(status, "CapInh"),
            set(status, "CapPrm"),
            set(status, "CapEff"),
            set(status, "CapBnd"),
            set(status, "CapAmb"),
            status.get("NoNewPrivs"));
  }

  private static String sets(long effective, long bounding) {
    return "inherited 0 permitted %1$x effective %1$x bounding %2$x ambient 0 no new ones 1"
        .formatted(effective & allowed(), bounding & allowed());
  }

  private static Map<String, Set<String>> expected(long more) {
    return Map.of(
        "loop", Set.of(sets(LOOP | more, ROUTER | more)),
        "kernel", Set.of(sets(ROUTER | more, ROUTER | more)),
        "others", Set.of(sets(ROUTER | more, ROUTER | more)));
  }

  @Test
  void routersHaveWhatTheyNeedTheFirstAndTheNext() {
    Daemon daemon = one.start(program, VrrpInstance.v3(200, VIP).text()).awaitAddress(VIP, true);
    ProcessHandle first = daemon.router();
    assertEquals(expected(0), threads(first));
    assertTrue(first.destroyForcibly());
    daemon.awaitLog("Removing " + VIP + "/32 that a dead VRRP process left on eth0");
    daemon.awaitLog("Entering MASTER STATE", 2);
    assertEquals(expected(0), threads(daemon.router()));
    assertEquals(0, daemon.stop());
  }

  @Test
  void inTheBackgroundToo() throws IOException {
    Path folder = lan.folder();
    Files.writeString(folder.resolve("daemon.conf"), VrrpInstance.v3(200, VIP).text());
    Shell.run(
        "ip netns exec %s env -C %s %s -G -f daemon.conf -p main.pid -r vrrp.pid"
            .formatted(one.namespace(), folder, program.getFirst()));
    ProcessHandle main = processIn(folder.resolve("main.pid"));
    try {
      one.awaitHolds(VIP);
      assertEquals(expected(0), threads(processIn(folder.resolve("vrrp.pid"))));
    } finally {
      main.destroy();
      Await.until("its end", PATIENCE, () -> !main.isAlive());
    }
  }

  private static ProcessHandle processIn(Path pidFile) throws IOException {
    return ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip())).orElseThrow();
  }

  /** As in the folder of a developer: without a right root could not read it. */
  @Test
  void imageInAnotherUsersHomeIsRead() {
    Shell.run("chown 61001 " + home);
    Shell.run("chmod 700 " + home);
    Daemon daemon = one.start(program, VrrpInstance.v3(200, VIP).text()).awaitAddress(VIP, true);
    ProcessHandle first = daemon.router();
    assertEquals(expected(bits(DAC_READ_SEARCH)), threads(first));
    assertTrue(first.destroyForcibly());
    daemon.awaitLog("Entering MASTER STATE", 2);
    assertEquals(expected(bits(DAC_READ_SEARCH)), threads(daemon.router()));
    assertEquals(0, daemon.stop());
  }

  @Test
  void reloadMayAskForPriorityAndLockedMemory() {
    Daemon daemon = one.start(program, VrrpInstance.v3(200, VIP).text()).awaitAddress(VIP, true);
    String footing = "global_defs {\n  vrrp_rt_priority 50\n  vrrp_no_swap\n}";
    daemon.rewrite(VrrpInstance.v3(200, VIP).after(footing).text());
    daemon.signal("HUP");
    daemon.awaitLog("Reload complete");
    Path router = Path.of("/proc/" + daemon.router().pid());
    Await.until(
        "locked memory",
        PATIENCE,
        () -> !status(router).getOrDefault("VmLck", "0 ").startsWith("0 "));
    Await.until(
        "real time",
        PATIENCE,
        () -> Shell.run("ps -L -o cls= -p " + daemon.router().pid()).contains("RR"));
    // And the loop can still be given memory: another instance has sockets of its own.
    daemon.rewrite(VrrpInstance.v3(200, VIP).after(footing).after(second()).text());
    daemon.signal("HUP");
    daemon.awaitAddress("10.9.0.101", true);
    assertEquals(0, daemon.stop());
  }

  private static String second() {
    return VrrpInstance.v3(200, "10.9.0.101")
        .text()
        .replace("VI_1", "VI_2")
        .replace("virtual_router_id 51", "virtual_router_id 52")
        .replaceFirst("(?s)global_defs \\{.*?\\}", "");
  }

  @Test
  void scriptOfRootHasAllThatRootMayHave() throws IOException {
    Path said = lan.folder().resolve("said");
    Path script = lan.folder().resolve("script");
    Files.writeString(script, "#!/bin/sh\ncat /proc/self/status >" + said + "\n");
    Shell.run("chmod 755 " + script);
    String notify = "notify_master \"" + script + "\" root";
    Daemon daemon = one.start(program, VrrpInstance.v3(200, VIP).with(notify).text());
    Await.until("the script has run", PATIENCE, () -> isWhole(said), daemon::log);
    Map<String, String> status = new TreeMap<>();
    Files.readAllLines(said).stream()
        .map(line -> line.split(":", 2))
        .forEach(pair -> status.put(pair[0], pair[1].strip()));
    assertEquals(
        "inherited 0 permitted %1$x effective %1$x bounding %1$x ambient 0 no new ones 0"
            .formatted(allowed()),
        sets(status));
    assertEquals(0, daemon.stop());
  }

  private static boolean isWhole(Path said) {
    try {
      return Files.readString(said).contains("nonvoluntary_ctxt_switches");
    } catch (IOException notYet) {
      return false;
    }
  }
}
