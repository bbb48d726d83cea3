package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.it.kit.Daemon;
import dev.baton.it.kit.Lan;
import dev.baton.it.kit.Shell;
import dev.baton.it.kit.Shell.Outcome;
import dev.baton.it.kit.VrrpInstance;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image as an operator gets it: copied anywhere, called through links, one process at a time.
 */
final class ImageIT {

  /** HUP, INT, QUIT, USR1, USR2, TERM, CHLD, SIGRTMIN+2 and SIGRTMAX-1. */
  private static final long BLOCKED =
      LongStream.of(1, 2, 3, 10, 12, 15, 17, 36, 63).map(n -> 1L << (n - 1)).sum();

  @TempDir private static Path folder;
  private static Path image;

  @BeforeAll
  static void copyBelowAFolderWithBlanks() throws Exception {
    image = Files.createDirectories(folder.resolve("some where")).resolve("baton image");
    // Not `cp -a`: the times of the files change, as they do when an archive is unpacked.
    var built = Daemon.image().resolve("../..").normalize();
    assertEquals(0, run("cp", "-R", built.toString(), image.toString()).exitCode());
  }

  @Test
  void runsThroughLinksFromAnotherFolder() throws Exception {
    var program = image.resolve("bin/baton");
    var absolute = Files.createSymbolicLink(folder.resolve("absolute"), program);
    var relative = Files.createSymbolicLink(folder.resolve("baton"), Path.of("absolute"));
    for (var name : List.of(program, absolute, relative)) {
      assertSaysVersion(run(name.toString(), "-v"));
    }
    var path = folder + ":" + System.getenv("PATH");
    assertSaysVersion(run("env", "PATH=" + path, "sh", "-c", "cd / && baton -v"));
    assertSaysVersion(run("sh", "-c", "cd '" + program.getParent() + "' && sh baton -v"));
  }

  @Test
  void ignoresWhatIsSetForOtherJavaPrograms() throws Exception {
    var settings =
        Map.of(
            "JAVA_TOOL_OPTIONS", "-Xmx1k",
            "JDK_JAVA_OPTIONS", "-Xmx1k",
            "_JAVA_OPTIONS", "-Xmx1k",
            "CLASSPATH", "/",
            "JAVA_HOME", "/nonexistent");
    assertSaysVersion(
        Shell.attempt(settings, List.of(image.resolve("bin/baton").toString(), "-v")));
  }

  @Test
  void bothProcessesUseTheSharedArchiveAfterAMove() throws Exception {
    // -Xshare:on makes the JVM refuse to start when the archive does not fit.
    assertSaysVersion(java("baton", "supervisor", "-Xshare:on", "dev.baton.supervisor.Main", "-v"));
    var router = java("baton_vrrp", "router", "-Xshare:on", "dev.baton.router.Main");
    assertTrue(router.text().contains("--wire-fd"), router.text());
  }

  /** Exit code 1 would mean that another start is no use. */
  @Test
  void bugOfTheRouterIsNoPermanentFailure() throws Exception {
    var said = java("baton_vrrp", "router", "dev.baton.router.Main", "--wire-fd", "none");
    assertEquals(70, said.exitCode(), said.text());
    assertTrue(said.text().contains("NumberFormatException"), said.text());
  }

  @Test
  void commandUsesItsOwnArchiveAfterAMoveAndRunsWithoutIt() throws Exception {
    var own = "-XX:SharedArchiveFile=" + image.resolve("lib/baton/cli.jsa");
    var main = "dev.baton.cli/dev.baton.cli.Main";
    var overview = java("java", "cli", "-Xshare:on", own, "-m", main, "help");
    assertEquals(0, overview.exitCode(), overview.text());
    var without = java("java", "cli", own + ".none", "-m", main, "help");
    assertEquals(overview, without);
  }

  @Test
  void firstWordThatIsNoOptionIsACommand() throws Exception {
    var baton = image.resolve("bin/baton").toString();
    assertTrue(run(baton, "help").text().startsWith("Usage: baton COMMAND"));
    assertEquals(2, run(baton, "shwo").exitCode());
    assertEquals(2, run(baton, "").exitCode());
    assertTrue(run(baton, "--help").text().startsWith("Usage: baton [OPTION...]"));
    assertEquals(0, run(baton, "-t", "-f", "/nonexistent", "word").exitCode());
  }

  @Test
  void checkTellsWhatIsWrong() throws Exception {
    var baton = image.resolve("bin/baton").toString();
    var file = Files.writeString(folder.resolve("broken.conf"), "vrrp_instance a {\n");
    var said = run(baton, "check", file.toString());
    assertEquals(1, said.exitCode(), said.text());
    assertTrue(said.text().contains("broken.conf:1:1"), said.text());
  }

  @Test
  void daemonsHaveNoModuleOfTheCommands() throws Exception {
    for (var main : List.of("dev.baton.supervisor.Main", "dev.baton.router.Main")) {
      var said = java("java", "router", "--show-module-resolution", main, "-v").text();
      assertTrue(said.contains("root dev.baton.router"), said);
      assertFalse(said.contains("picocli") || said.contains("dev.baton.cli"), said);
    }
  }

  @Test
  void theArchiveHoldsLinkedClassesAndTheModuleGraph() throws Exception {
    // An option that the archive does not know of turns both off without a word.
    for (var process : List.of("router", "supervisor")) {
      var log = java("java", process, "-Xlog:cds,aot", "--version").text();
      assertTrue(log.contains("full module graph: enabled"), log);
      assertTrue(log.contains("Using AOT-linked classes: true"), log);
    }
  }

  @Test
  void holdsOurModulesTheBaseAndTheLibrariesOfTheCommands() throws Exception {
    var modules = new TreeSet<String>();
    java("java", "router", "--list-modules")
        .text()
        .lines()
        .forEach(line -> modules.add(line.split("[@ ]", 2)[0]));
    assertEquals(
        Set.of(
            "java.base",
            "dev.baton.config",
            "dev.baton.core",
            "dev.baton.linux",
            "dev.baton.host",
            "dev.baton.router",
            "dev.baton.supervisor",
            "dev.baton.cli",
            // Of the commands: docs/decisions/0010.
            "info.picocli",
            "com.fasterxml.jackson.core"),
        modules);
  }

  @Test
  void isTwoNamedProcessesWithoutAShell() throws Exception {
    try (var lan = new Lan()) {
      var daemon = lan.host("one", "10.9.0.1/24").baton(VrrpInstance.v3(100, "10.9.0.9").text());
      var main = ProcessHandle.of(daemon.pid()).orElseThrow();
      var router = daemon.awaitLog("Entering MASTER STATE").router();
      assertEquals(List.of(router), main.children().toList());
      assertEquals("baton", procFile(main, "comm").strip());
      assertEquals("baton_vrrp", procFile(router, "comm").strip());
      for (var process : List.of(main, router)) {
        assertEquals(BLOCKED, blockedSignals(process) & BLOCKED);
      }
      assertEquals(0, daemon.stop());
    }
  }

  private static String procFile(ProcessHandle process, String name) throws Exception {
    return Files.readString(Path.of("/proc", Long.toString(process.pid()), name));
  }

  private static long blockedSignals(ProcessHandle process) throws Exception {
    var mask = procFile(process, "status").lines().filter(line -> line.startsWith("SigBlk:"));
    return Long.parseUnsignedLong(mask.findAny().orElseThrow().substring(8).strip(), 16);
  }

  private static Outcome java(String name, String flags, String... arguments) throws Exception {
    var command = new ArrayList<String>();
    command.add(image.resolve("lib/runtime/bin").resolve(name).toString());
    command.add("@" + image.resolve("lib/baton").resolve(flags + ".flags"));
    command.addAll(List.of(arguments));
    return Shell.attempt(command);
  }

  private static Outcome run(String... words) {
    return Shell.attempt(List.of(words));
  }

  private static void assertSaysVersion(Outcome outcome) {
    assertEquals(0, outcome.exitCode(), outcome.text());
    assertTrue(outcome.text().startsWith("Baton v"), outcome.text());
  }
}
