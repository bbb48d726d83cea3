package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.it.kit.Daemon;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import dev.baton.it.kit.VrrpInstance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process that runs or does not decides who is master. The kernel tells of processes only in the
 * first network namespace, so the daemons begin there, where the test runs, and enter the host's by
 * {@code -s}.
 */
final class ProcessTrackingIT {

  private static final String VIP = "10.9.0.100";
  private static final AtomicInteger PROGRAMS = new AtomicInteger();

  private final Lan lan = new Lan();
  private final Host one = lan.host("one", "10.9.0.1/24");
  private final List<Process> started = new ArrayList<>();
  private Path program;

  @BeforeEach
  void make() throws IOException {
    // Nobody else on this machine has a program of that name, not even another of these tests.
    long pid = ProcessHandle.current().pid();
    program = lan.folder().resolve("p" + pid + "x" + PROGRAMS.incrementAndGet());
    Files.createSymbolicLink(program, Path.of("/bin/sh"));
  }

  @AfterEach
  void clean() {
    started.forEach(Process::destroyForcibly);
    lan.close();
  }

  /** Runs until it is ended. */
  private Process run(String... parameters) throws IOException {
    var command = new ArrayList<>(List.of(program.toString(), "-c", "read x; read y"));
    command.addAll(List.of(parameters));
    Process process = new ProcessBuilder(command).start();
    started.add(process);
    return process;
  }

  private String tracking(String words, String weight) {
    String definition =
        """
        vrrp_track_process web {
          process %s
        }
        """
            .formatted(words);
    return VrrpInstance.v3(150, VIP)
        .after(definition)
        .with("track_process {\n    web " + weight + "\n  }")
        .text();
  }

  private Daemon start(Daemon.Kind kind, String configuration) {
    String daemon = kind == Daemon.Kind.BATON ? Daemon.image().toString() : "/usr/sbin/keepalived";
    return one.start(
        List.of(
            "nsenter", "--net=/proc/" + ProcessHandle.current().pid() + "/ns/net", "--", daemon),
        configuration,
        "-s",
        one.namespace());
  }

  private String name() {
    return program.getFileName().toString();
  }

  /** Both daemons alike. */
  @ParameterizedTest
  @EnumSource(Daemon.Kind.class)
  void withoutTheProcessTheInstanceIsAtFault(Daemon.Kind kind) throws IOException {
    Daemon daemon = start(kind, tracking(name(), ""));
    daemon.awaitLog("(VI_1) entering FAULT state (tracked process web quorum not achieved)");
    Process process = run();
    daemon.awaitLog("Quorum gained for tracked process web").awaitAddress(VIP, true);
    process.destroy();
    daemon.awaitLog("Quorum lost for tracked process web").awaitAddress(VIP, false);
    daemon.awaitLog("(VI_1) Entering FAULT STATE");
    run();
    daemon.awaitLog("Quorum gained for tracked process web", 2).awaitAddress(VIP, true);
    assertEquals(0, daemon.stop());
  }

  @ParameterizedTest
  @EnumSource(Daemon.Kind.class)
  void parametersAndWeightsCount(Daemon.Kind kind) throws IOException {
    String words = program + " -c \"read x; read y\" one";
    run("another");
    Daemon daemon = start(kind, tracking(words, "weight 20"));
    daemon.awaitAddress(VIP, true);
    assertFalse(daemon.log().contains("effective priority"), daemon::log);
    Process process = run("one");
    daemon.awaitLog("(VI_1) Changing effective priority from 150 to 170");
    process.destroy();
    daemon.awaitLog("(VI_1) Changing effective priority from 170 to 150");
  }

  @Test
  void aReloadKeepsTheVerdict() throws IOException {
    run();
    Daemon daemon = start(Daemon.Kind.BATON, tracking(name(), "")).awaitAddress(VIP, true);
    daemon.rewrite(tracking(name(), "").replace("vrrp_instance", "# another\nvrrp_instance"));
    daemon.signal("HUP");
    daemon.awaitLog("Reload complete");
    assertFalse(daemon.log().contains("FAULT"), daemon::log);
    daemon.rewrite(tracking("no-such-program", ""));
    daemon.signal("HUP");
    daemon.awaitLog("(VI_1) Entering FAULT STATE").awaitAddress(VIP, false);
  }

  /** As keepalived has it: what nobody tells of is not there. */
  @ParameterizedTest
  @EnumSource(Daemon.Kind.class)
  void inAnotherNetworkNamespaceNothingIsCounted(Daemon.Kind kind) throws IOException {
    run();
    Daemon daemon = one.start(kind, tracking(name(), ""));
    daemon.awaitLog("process event listen - errno 111 - Connection refused");
    daemon.awaitLog("(VI_1) entering FAULT state (tracked process web quorum not achieved)");
    if (kind == Daemon.Kind.BATON) {
      assertTrue(daemon.log().contains("in the host's first network namespace"), daemon::log);
    }
  }
}
