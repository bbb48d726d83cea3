package dev.baton.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.facts.FactsRecorder;
import dev.baton.config.facts.HostFacts.RoutingName;
import dev.baton.config.facts.PathFact;
import dev.baton.config.facts.PathFact.Head;
import dev.baton.config.facts.PathFact.Kind;
import dev.baton.config.read.ConfigReader;
import dev.baton.config.text.ReadOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every Linux host has, and what a test can make. */
final class LiveHostFactsTest {

  @TempDir Path directory;
  private final LiveHostFacts facts = new LiveHostFacts(true);

  @Test
  void interfaces() {
    assertTrue(facts.interfaceNames().contains("lo"));
    var loopback = facts.networkInterface("lo").orElseThrow();
    assertEquals(1, loopback.index());
    // IFF_LOOPBACK
    assertTrue((loopback.flags() & 8) != 0);
    assertTrue(facts.networkInterface("none9").isEmpty());
  }

  /** An interface that only the namespace has is present there, and one of the host is not. */
  @Test
  void interfacesOfTheNamespaceThatTheFileNames() throws Exception {
    String namespace = "batonfacts" + ProcessHandle.current().pid();
    ip("netns", "add", namespace);
    try {
      ip("-n", namespace, "link", "add", "within9", "type", "veth", "peer", "name", "within8");
      assertEquals(List.of(), codes(namespace, "within9"));
      assertEquals(List.of("absent-interface"), codes(namespace, "none9"));
    } finally {
      ip("netns", "del", namespace);
    }
    assertTrue(new LiveHostFacts(true).networkInterface("within9").isEmpty());
  }

  @Test
  void aNamespaceThatIsMissingIsToldOfInsteadOfItsInterfaces() throws Exception {
    assertEquals(List.of("absent-namespace"), codes("no-such-namespace", "within9"));
  }

  private List<String> codes(String namespace, String device) throws IOException {
    String text =
        "net_namespace "
            + namespace
            + "\nvrrp_instance A {\n interface "
            + device
            + "\n virtual_router_id 7\n virtual_ipaddress {\n  192.0.2.7/24\n }\n}\n";
    Path file = Files.writeString(directory.resolve("k.conf"), text);
    var recorder = new FactsRecorder(new LiveHostFacts(true));
    var reading =
        ConfigReader.read(file.toString(), new LiveSources(), recorder, ReadOptions.DEFAULT);
    return reading.diagnostics().stream().map(Diagnostic::code).toList();
  }

  private static void ip(String... words) throws IOException, InterruptedException {
    var line = new ArrayList<>(List.of("ip"));
    line.addAll(List.of(words));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
  }

  @Test
  void usersAndGroups() {
    var root = facts.user("root").orElseThrow();
    assertEquals(0, root.uid());
    assertEquals(0, root.gid());
    assertEquals(OptionalInt.of(0), facts.group("root"));
    assertTrue(facts.user("no-such-user").isEmpty());
    assertTrue(facts.group("no-such-group").isEmpty());
  }

  @Test
  void programsAndNames() {
    assertTrue(facts.program("sh").endsWith("/sh"));
    assertEquals("", facts.program("no-such-program"));
    assertFalse(facts.hostName().isEmpty());
    assertTrue(facts.processorCount() > 0);
    assertEquals(System.getenv("PATH"), facts.environment("PATH"));
    assertEquals("", facts.environment("NO_SUCH_VARIABLE"));
    assertTrue(facts.resolves("127.0.0.1"));
    assertTrue(facts.resolves("::1"));
    assertFalse(facts.resolves("name.invalid"));
    assertTrue(new LiveHostFacts(false).resolves("name.invalid"));
  }

  @Test
  void routingNamesOfTheKernel() {
    assertEquals(OptionalInt.of(253), facts.routingNumber(RoutingName.SCOPE, "link"));
    assertEquals(OptionalInt.of(254), facts.routingNumber(RoutingName.TABLE, "main"));
    assertEquals(OptionalInt.empty(), facts.routingNumber(RoutingName.TABLE, "none9"));
  }

  @Test
  void theWayToAScript() throws Exception {
    Path real = Files.createDirectory(directory.resolve("real"));
    Path script = Files.writeString(real.resolve("s.sh"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-x-w-"));
    Path link = Files.createSymbolicLink(directory.resolve("link"), real);
    PathFact fact = facts.path(link.resolve("s.sh").toString());
    assertEquals(Kind.FILE, fact.kind());
    assertEquals(Head.SHEBANG, fact.head());
    assertEquals(script.toRealPath().toString(), fact.resolved());
    assertTrue(fact.watchable());
    assertEquals("/", fact.steps().getFirst().path());
    assertTrue(
        fact.steps().stream()
            .anyMatch(step -> step.path().equals(link.toString()) && step.kind() == Kind.LINK));
    assertEquals(0752, fact.last().mode());
  }

  @Test
  void otherThingsAtTheEndOfAWay() throws Exception {
    assertEquals(Kind.ABSENT, facts.path(directory + "/none").kind());
    assertTrue(facts.path(directory + "/none").watchable());
    assertEquals(Kind.ABSENT, facts.path("/none9/none").kind());
    assertFalse(facts.path("/none9/none").watchable());
    assertEquals(Kind.DIRECTORY, facts.path(directory.toString()).kind());
    assertEquals(Kind.OTHER, facts.path("/dev/null").kind());
    assertFalse(facts.path("/proc/self/status").watchable());
    assertEquals(Kind.ABSENT, facts.path("relative").kind());
    Path plain = Files.writeString(directory.resolve("plain"), "x");
    assertEquals(Head.OTHER, facts.path(plain.toString()).head());
    assertEquals(
        Head.PROGRAM, facts.path(ProcessHandle.current().info().command().orElseThrow()).head());
  }
}
