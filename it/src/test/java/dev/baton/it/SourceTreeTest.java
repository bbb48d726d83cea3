package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * What the compiler cannot see of the source tree: its essays, and commands that prose promises.
 */
final class SourceTreeTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final int ESSAY_LINES_MIN = 3;
  private static final int ESSAY_LINES_MAX = 40;
  private static final Pattern TEST_NAME = Pattern.compile("`(\\w+)(?:\\.(\\w+))?`");
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
    for (var prose :
        List.of("README.md", "README.zh-CN.md", "CONTRIBUTING.md", "ARCHITECTURE.md")) {
      var promised = commandsIn(Files.readString(ROOT.resolve(prose)));
      promised.removeAll(known);
      assertEquals(Set.of(), promised, prose);
    }
  }

  /** What is done differently on purpose has a test, and the page names it rightly. */
  @Test
  void everyDifferenceHasItsTest() throws IOException {
    Map<String, String> tests = tests();
    var wrong = new TreeSet<String>();
    for (String row : Files.readAllLines(ROOT.resolve("docs/manual/differences.md"))) {
      if (row.startsWith("|") && !row.contains("---") && !row.endsWith("| test |")) {
        String cell = row.substring(row.lastIndexOf('|', row.length() - 2));
        var names = TEST_NAME.matcher(cell);
        if (names.results().findAny().isEmpty()) {
          wrong.add("no test: " + row);
        }
        names.results().filter(name -> !exists(name, tests)).forEach(it -> wrong.add(it.group()));
      }
    }
    assertEquals(Set.of(), wrong);
  }

  private static boolean exists(MatchResult name, Map<String, String> tests) {
    String text = tests.getOrDefault(name.group(1), "");
    return !text.isEmpty() && (name.group(2) == null || text.contains(name.group(2) + "("));
  }

  /** The text of each test class by its name. */
  private static Map<String, String> tests() throws IOException {
    var tests = new HashMap<String, String>();
    try (var files = Files.walk(ROOT)) {
      for (Path file : files.filter(it -> it.toString().contains("/src/test/java/")).toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".java")) {
          tests.put(name.substring(0, name.length() - 5), Files.readString(file));
        }
      }
    }
    return tests;
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
