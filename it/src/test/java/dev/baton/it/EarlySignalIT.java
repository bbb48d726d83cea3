package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.it.kit.Await;
import dev.baton.it.kit.Daemon;
import dev.baton.it.kit.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The signals are blocked from the first instruction on, for a daemon that reads them from a queue.
 * Who is no daemon, and who is not one yet, must still end by them.
 */
final class EarlySignalIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int KILLED = 128;

  @TempDir private Path folder;
  private Path file;
  private final List<Process> started = new ArrayList<>();

  /** So long that it takes a second to read, and no mistake in it: nothing to be said. */
  @BeforeEach
  void write() throws IOException {
    var text = new StringBuilder("global_defs {\ndynamic_interfaces\n}\n");
    text.append("vrrp_instance V {\ninterface none9\nvirtual_router_id 1\n");
    text.append("virtual_ipaddress {\n192.0.2.1\n}\nvirtual_ipaddress_excluded {\n");
    for (int i = 0; i < 60_000; i++) {
      text.append("10.").append(i >> 16).append('.').append(i >> 8 & 255).append('.');
      text.append(i & 255).append('\n');
    }
    file = Files.writeString(folder.resolve("long.conf"), text.append("}\n}\n"));
  }

  @AfterEach
  void end() {
    for (Process process : started) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** In a network namespace of its own, which ends with it. */
  private Process baton(String... options) throws IOException {
    var words = new ArrayList<>(List.of("unshare", "--net", Daemon.image().toString()));
    words.addAll(List.of(options));
    words.addAll(List.of("-f", file.toString(), "-p", folder.resolve("main.pid").toString()));
    words.addAll(List.of("-r", folder.resolve("vrrp.pid").toString()));
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    Process process = builder.redirectOutput(folder.resolve("log").toFile()).start();
    started.add(process);
    process.getOutputStream().close();
    return process;
  }

  /** Sends the signal once the launcher's shell has become the program, with signals blocked. */
  private static void signalEarly(Process process, String signal) {
    Path program = Path.of("/proc", Long.toString(process.pid()), "exe");
    Await.until("the program begins", PATIENCE, () -> target(program).endsWith("/bin/java"));
    Shell.run("kill -" + signal + " " + process.pid());
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException gone) {
      return "";
    }
  }

  private static int endedBy(Process process, String signal) {
    signalEarly(process, signal);
    Await.until("the program ends", PATIENCE, () -> !process.isAlive());
    return process.exitValue();
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException gone) {
      return "";
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT", "HUP"})
  void testOfAConfigurationEnds(String signal) throws Exception {
    int number = Integer.parseInt(Shell.run("kill -l " + signal).strip());
    assertEquals(KILLED + number, endedBy(baton("-t"), signal));
    assertEquals("", read(folder.resolve("log")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT", "QUIT"})
  void daemonEndsBeforeItHasReadItsFile(String signal) throws Exception {
    assertEquals(0, endedBy(baton("-n", "-l", "-D"), signal));
    String log = read(folder.resolve("log"));
    assertTrue(log.contains(": Stopping\n") && log.contains(": Stopped Keepalived"), log);
    assertFalse(log.contains("Configuration file"), log);
    assertFalse(Files.exists(folder.resolve("main.pid")));
  }

  @Test
  void withoutSigintItGoesOn() throws Exception {
    Process process = baton("-n", "-l", "--ignore-sigint");
    signalEarly(process, "INT");
    Await.until(
        "it starts", PATIENCE, () -> read(folder.resolve("log")).contains("Startup complete"));
  }

  @Test
  void whoWaitsForTheBackgroundEndsIt() throws Exception {
    Process front = baton("-D");
    assertEquals(0, endedBy(front, "TERM"));
    assertEquals(List.of(), front.descendants().toList());
    assertFalse(Files.exists(folder.resolve("main.pid")));
  }
}
