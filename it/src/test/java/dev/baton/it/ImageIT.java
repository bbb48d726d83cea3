package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The image as an operator gets it: copied anywhere, called through links, one process at a time.
 */
final class ImageIT {

  private static final Path BUILT =
      Path.of(System.getProperty("baton.image", "../target/image")).toAbsolutePath().normalize();

  @TempDir private static Path folder;
  private static Path image;

  @BeforeAll
  static void copyBelowAFolderWithBlanks() throws Exception {
    image = Files.createDirectories(folder.resolve("some where")).resolve("baton image");
    // Not `cp -a`: the times of the files change, as they do when an archive is unpacked.
    assertEquals(0, Command.run("cp", "-R", BUILT.toString(), image.toString()).exitCode());
  }

  @Test
  void runsThroughLinksFromAnotherFolder() throws Exception {
    var program = image.resolve("bin/baton");
    var absolute = Files.createSymbolicLink(folder.resolve("absolute"), program);
    var relative = Files.createSymbolicLink(folder.resolve("baton"), Path.of("absolute"));
    for (var name : List.of(program, absolute, relative)) {
      assertSaysVersion(Command.run(name.toString(), "-v"));
    }
    var path = folder + ":" + System.getenv("PATH");
    assertSaysVersion(Command.run(Map.of("PATH", path), "sh", "-c", "cd / && baton -v"));
    assertSaysVersion(Command.run("sh", "-c", "cd '" + program.getParent() + "' && sh baton -v"));
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
    assertSaysVersion(Command.run(settings, image.resolve("bin/baton").toString(), "-v"));
  }

  @Test
  void bothProcessesUseTheSharedArchiveAfterAMove() throws Exception {
    // -Xshare:on makes the JVM refuse to start when the archive does not fit.
    assertSaysVersion(java("baton", "supervisor", "-Xshare:on", "dev.baton.supervisor.Main", "-v"));
    var router = java("baton_vrrp", "router", "-Xshare:on", "dev.baton.router.Main");
    assertTrue(router.output().contains("--wire-fd"), router.output());
  }

  @Test
  void holdsOurModulesAndTheBaseOnly() throws Exception {
    var modules = new TreeSet<String>();
    java("java", "router", "--list-modules")
        .output()
        .lines()
        .forEach(line -> modules.add(line.split("[@ ]", 2)[0]));
    assertEquals(
        Set.of(
            "java.base",
            "dev.baton.core",
            "dev.baton.linux",
            "dev.baton.router",
            "dev.baton.supervisor"),
        modules);
  }

  private static Command java(String name, String flags, String... arguments) throws Exception {
    var command = new ArrayList<String>();
    command.add(image.resolve("lib/runtime/bin").resolve(name).toString());
    command.add("@" + image.resolve("lib/baton").resolve(flags + ".flags"));
    command.addAll(List.of(arguments));
    return Command.run(command.toArray(String[]::new));
  }

  private static void assertSaysVersion(Command outcome) {
    assertEquals(0, outcome.exitCode(), outcome.output());
    assertTrue(outcome.output().startsWith("Baton v"), outcome.output());
  }
}
