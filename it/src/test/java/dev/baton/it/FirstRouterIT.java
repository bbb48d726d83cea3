package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.wire.Connection;
import dev.baton.it.kit.Await;
import dev.baton.it.kit.ChangedLauncher;
import dev.baton.it.kit.Daemon;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import dev.baton.it.kit.Shell;
import dev.baton.it.kit.VrrpInstance;
import dev.baton.linux.host.NetworkNamespace;
import dev.baton.linux.socket.SeqPacketListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The router that the launcher starts beside the supervisor, and what becomes of it. */
final class FirstRouterIT {

  private static final String VIP = "10.9.0.100";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Lan lan = new Lan();
  private final Host one = lan.host("one", "10.9.0.1/24");

  @AfterEach
  void clean() {
    lan.close();
  }

  @Test
  void callsTheSupervisorAndServesIt() throws IOException {
    Daemon daemon = one.baton(VrrpInstance.v3(200, VIP).text()).awaitAddress(VIP, true);
    assertEquals("--call", lastWords(daemon.router()).getFirst());
    String call = lastWords(daemon.router()).getLast();
    assertTrue(call.matches(daemon.pid() + "/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), call);
    // What a terminal signals is for the supervisor alone, as with a router that it has started.
    assertNotEquals(processGroup(daemon.pid()), processGroup(daemon.router().pid()));
    // The next one is the supervisor's own.
    ProcessHandle first = daemon.router();
    assertTrue(first.destroyForcibly());
    daemon.awaitLog("Entering MASTER STATE", 2);
    assertEquals(List.of("--wire-fd", "3"), lastWords(daemon.router()));
    assertEquals(0, daemon.stop());
  }

  @Test
  void isReplacedWhereItCouldNotCall() throws IOException {
    Daemon daemon = one.baton(VrrpInstance.v3(200, VIP).text(), "-s", one.namespace());
    daemon.awaitAddress(VIP, true);
    assertEquals(List.of("--wire-fd", "3"), lastWords(daemon.router()));
    assertEquals(List.of(daemon.router()), children(daemon.pid()));
    assertEquals(0, daemon.stop());
  }

  @Test
  void isReplacedWhenSomebodyHasTakenTheName() throws Exception {
    Path config = Files.writeString(lan.folder().resolve("one.conf"), instance());
    Path program = ChangedLauncher.in(lan.folder()).withKey("known").program();
    Path log = lan.folder().resolve("one.log");
    List<String> words = new ArrayList<>(List.of("ip", "netns", "exec", one.namespace()));
    words.addAll(List.of("sh", "-c", "read go; exec \"$@\"", "sh"));
    words.addAll(List.of(program.toString(), "-n", "-l", "-f", config.toString()));
    words.addAll(List.of("-p", config + ".pid", "-r", config + ".vrrp.pid"));
    Process process =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try (var squatter = listenIn(one, Connection.name(process.pid() + "/known"))) {
      process.getOutputStream().write("go\n".getBytes(StandardCharsets.US_ASCII));
      process.getOutputStream().close();
      one.awaitHolds(VIP);
      assertTrue(squatter.fd().isOpen());
      String said = Files.readString(log);
      assertTrue(said.contains("Address already in use): starting another"), said);
      ProcessHandle router = children(process.pid()).getFirst();
      assertEquals(List.of("--wire-fd", "3"), lastWords(router));
      assertEquals(List.of(router), children(process.pid()));
    } finally {
      process.destroy();
      Await.until("the daemon ends", PATIENCE, () -> !process.isAlive());
    }
  }

  @Test
  void isReplacedWhenItDoesNotCall() throws IOException {
    Path program =
        ChangedLauncher.in(lan.folder())
            .with("run_reduced \"$home/lib/runtime/bin/$router_name\"", "exec sleep 1000 #")
            .program();
    Daemon daemon = one.start(List.of(program.toString()), instance()).awaitAddress(VIP, true);
    assertEquals(List.of("--wire-fd", "3"), lastWords(daemon.router()));
    assertTrue(daemon.log().contains("has not connected within 5 seconds"), daemon::log);
    assertEquals(0, daemon.stop());
  }

  @Test
  void endsWithASupervisorThatDoesNotWantIt() {
    Path config = lan.folder().resolve("none.conf");
    String image = Daemon.image().toString();
    Shell.attempt(List.of(image, "-n", "-t", "-f", config.toString()));
    Shell.attempt(List.of(image, "-n", "--no-such-option"));
    Await.until(
        "no router is left",
        PATIENCE,
        () -> ProcessHandle.allProcesses().noneMatch(FirstRouterIT::callsNobody));
  }

  @Test
  void isNotKeptWithoutVrrp() {
    Daemon daemon = one.baton(VrrpInstance.v3(200, VIP).text(), "-C");
    daemon.awaitLog("Startup complete");
    Await.until("no router is left", PATIENCE, () -> children(daemon.pid()).isEmpty());
    assertEquals(0, daemon.stop());
  }

  private static String instance() {
    return VrrpInstance.v3(200, VIP).text();
  }

  /** As a stranger on that host would. */
  private static SeqPacketListener listenIn(Host host, String name) throws Exception {
    var stranger =
        new FutureTask<>(
            () -> {
              NetworkNamespace.enter(host.namespace());
              return SeqPacketListener.open(name);
            });
    Thread.ofPlatform().daemon().start(stranger);
    return stranger.get();
  }

  private static boolean callsNobody(ProcessHandle process) {
    List<String> words = words(process);
    int call = words.indexOf("--call");
    return call >= 0
        && words.contains("dev.baton.router.Main")
        && ProcessHandle.of(Long.parseLong(words.get(call + 1).split("/", 2)[0])).isEmpty();
  }

  private static List<ProcessHandle> children(long pid) {
    return ProcessHandle.of(pid).orElseThrow().children().toList();
  }

  private static List<String> lastWords(ProcessHandle process) {
    List<String> words = words(process);
    return words.subList(words.size() - 2, words.size());
  }

  private static List<String> words(ProcessHandle process) {
    try {
      Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
      return List.of(Files.readString(file).split("\0", 0));
    } catch (IOException ended) {
      return List.of();
    }
  }

  private static String processGroup(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    return stat.substring(stat.lastIndexOf(')')).split(" ", -1)[3];
  }
}
