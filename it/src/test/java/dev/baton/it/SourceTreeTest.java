package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What the compiler cannot see of the source tree: its essays, and commands that prose promises.
 */
final class SourceTreeTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final int ESSAY_LINES_MIN = 10;
  private static final int ESSAY_LINES_MAX = 40;
  private static final Pattern DEV_COMMAND = Pattern.compile("\\./dev ([a-z]+)");

  @Test
  void everyPackageHasAnEssay() throws IOException {
    var wrong = new TreeSet<String>();
    for (var folder : productFolders()) {
      var essay = folder.resolve("package-info.java");
      var lines = Files.exists(essay) ? Files.readAllLines(essay).size() : 0;
      if (lines < ESSAY_LINES_MIN || lines > ESSAY_LINES_MAX) {
        wrong.add(ROOT.relativize(essay) + " has " + lines + " lines");
      }
    }
    assertEquals(Set.of(), wrong);
  }

  @Test
  void everyCommandOfTheProseIsACommandOfDev() throws IOException {
    var known = commandsIn(run("./dev"));
    assertTrue(known.contains("test"), "usage: " + known);
    for (var prose : List.of("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md")) {
      var promised = commandsIn(Files.readString(ROOT.resolve(prose)));
      promised.removeAll(known);
      assertEquals(Set.of(), promised, prose);
    }
  }

  private static List<Path> productFolders() throws IOException {
    try (var files = Files.walk(ROOT)) {
      return files
          .filter(file -> ROOT.relativize(file).toString().contains("/src/main/java/"))
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("module-info.java"))
          .map(Path::getParent)
          .distinct()
          .toList();
    }
  }

  private static Set<String> commandsIn(String text) {
    var commands = new TreeSet<String>();
    DEV_COMMAND.matcher(text).results().forEach(match -> commands.add(match.group(1)));
    return commands;
  }

  private static String run(String command) throws IOException {
    var process =
        new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
