package dev.baton.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.facts.PathFact;
import dev.baton.config.facts.PathFact.Kind;
import dev.baton.config.facts.PathFact.Step;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.host.HostFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walk meets what the kernel meets, in its order, and ends where the kernel ends. */
final class PathWalkTest {

  private static final int EVIL = 61_001;

  @TempDir Path made;
  private Path directory;

  @BeforeEach
  void withoutLinksAbove() throws IOException {
    directory = made.toRealPath();
  }

  /** The steps below the test's directory, such as {@code a b@ c}; a link is marked. */
  private String steps(PathFact fact) {
    var names = new ArrayList<String>();
    for (Step step : fact.steps()) {
      if (step.path().startsWith(directory + "/")) {
        String name = step.path().substring(directory.toString().length() + 1);
        names.add(step.kind() == Kind.LINK ? name + "@" : name);
      }
    }
    return String.join(" ", names);
  }

  private PathFact walk(String path) {
    return PathWalk.of(directory + "/" + path);
  }

  private void link(String name, String target) throws IOException {
    Files.createSymbolicLink(directory.resolve(name), Path.of(target));
  }

  @Test
  void everyLinkAndWhatItLeadsThroughIsNoted() throws IOException {
    Files.createDirectories(directory.resolve("a/b"));
    Files.createDirectories(directory.resolve("c"));
    Files.createFile(directory.resolve("a/b/f"));
    link("a/l", "../c/m");
    link("c/m", directory + "/a/b");
    PathFact fact = walk("a/l/f");
    assertEquals("a a/l@ a c c/m@ a a/b a/b/f", steps(fact));
    assertEquals(directory + "/a/b/f", fact.resolved());
    assertEquals(Kind.FILE, fact.kind());
    assertEquals("a a/l@ a c c/m@ a a/b", steps(walk("a/l/none")));
    assertEquals(Kind.ABSENT, walk("a/l/none").kind());
    assertEquals("", walk("a/l/none").resolved());
  }

  /** As it was given, until a link has led elsewhere: so that a message shows what was written. */
  @Test
  void stepsAreNamedAsTheyWereWritten() throws IOException {
    Files.createDirectories(directory.resolve("a/b"));
    assertEquals("a a/.. a/..//a a/..//a/./b", steps(walk("a/..//a/./b/")));
    assertEquals(directory + "/a/b", walk("a/..//a/./b/").resolved());
    assertEquals("/", PathWalk.of("/..//../").resolved());
  }

  @Test
  void whoseAStepIsIsToldOfTheLinkItself() throws IOException {
    Files.createDirectories(directory.resolve("a"));
    link("l", "a");
    own(directory.resolve("l"));
    for (Step step : walk("l").steps()) {
      assertEquals(step.path().equals(directory + "/l") ? EVIL : 0, step.uid(), step::toString);
    }
    assertEquals(0, walk("l").last().uid());
  }

  private static void own(Path path) throws IOException {
    Files.setAttribute(path, "unix:uid", EVIL, LinkOption.NOFOLLOW_LINKS);
  }

  @Test
  void asManyLinksAreFollowedAsTheKernelFollows() throws IOException {
    Files.createFile(directory.resolve("0"));
    for (int i = 1; i <= 45; i++) {
      link(Integer.toString(i), Integer.toString(i - 1));
      boolean followed = Files.exists(directory.resolve(Integer.toString(i)));
      assertEquals(followed, walk(Integer.toString(i)).exists(), i + " links");
    }
    link("x", "x");
    assertEquals(Kind.ABSENT, walk("x").kind());
    assertTrue(walk("x").steps().size() < 100);
  }

  /** Random trees: where open(2) ends, the walk ends. */
  @Test
  void endsWhereTheKernelEnds() throws IOException {
    var random = new Random(7);
    String[] names = {"a", "b", "c", "..", ".", "", "a/..", "b/c"};
    for (int round = 0; round < 60; round++) {
      Path tree = Files.createDirectories(directory.resolve("1/2/3/4/5/6/t" + round));
      for (String place : List.of("a", "b", "c", "a/a", "a/b", "a/c", "b/a", "b/b", "b/c")) {
        Path at = tree.resolve(place);
        if (Files.isDirectory(tree.resolve(place.substring(0, place.length() - 1)))) {
          grow(at, tree, random, names);
        }
      }
      for (int i = 0; i < 40; i++) {
        String path = tree + "/" + word(random, names);
        assertEquals(end(path), walked(path), path);
      }
    }
  }

  private static void grow(Path at, Path tree, Random random, String... names) throws IOException {
    if (Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    switch (random.nextInt(4)) {
      case 0 -> Files.createFile(at);
      case 1 -> Files.createDirectory(at);
      case 2 -> Files.createSymbolicLink(at, Path.of("./" + word(random, names)));
      default -> Files.createSymbolicLink(at, Path.of(tree + "/" + word(random, names)));
    }
  }

  private static String word(Random random, String... names) {
    var word = new StringBuilder(names[random.nextInt(names.length)]);
    for (int i = random.nextInt(3); i >= 0; i--) {
      word.append('/').append(names[random.nextInt(names.length)]);
    }
    return word.toString();
  }

  private static String end(String path) throws IOException {
    try (Fd file = HostFile.open(path, HostFile.READ, 0)) {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/" + file.number())).toString();
    } catch (OsException nowhere) {
      return "";
    }
  }

  private static String walked(String path) {
    PathFact fact = PathWalk.of(path);
    return fact.exists() ? fact.resolved() : "";
  }

  /** A link of /proc leads to the thing, whatever its text says. */
  @Test
  void aLinkThatLeadsElsewhereThanItSaysEndsNowhere() throws IOException {
    Path file = Files.writeString(directory.resolve("f"), "#!/bin/sh\n");
    try (var open = Files.newByteChannel(file)) {
      Files.delete(file);
      assertTrue(open.isOpen());
      Path own = ownDescriptor(file + " (deleted)");
      Files.writeString(Path.of(file + " (deleted)"), "#!/bin/sh\n");
      assertTrue(Files.exists(own));
      assertEquals(Kind.ABSENT, PathWalk.of(own.toString()).kind());
    }
  }

  private static Path ownDescriptor(String target) throws IOException {
    try (var all = Files.list(Path.of("/proc/self/fd"))) {
      for (Path descriptor : all.toList()) {
        if (Files.isSymbolicLink(descriptor)
            && Files.readSymbolicLink(descriptor).toString().equals(target)) {
          return descriptor;
        }
      }
    }
    throw new AssertionError("no descriptor of " + target);
  }

  /** Execve(2) and proc(5): what the kernel takes for the interpreter and its argument. */
  @Test
  void theInterpreterIsWhatTheKernelTakesForIt() throws IOException {
    assertEquals("/bin/sh", interpreter("#!/bin/sh\necho"));
    assertEquals("/bin/sh -e x", interpreter("#! \t/bin/sh -e x \t\necho"));
    assertEquals("/bin/sh", interpreter("#!/bin/sh"));
    assertEquals("/bin/sh\r", interpreter("#!/bin/sh\r\n"));
    assertEquals("/bin/sh", interpreter("#!/bin/sh\0x\n"));
    assertEquals("", interpreter("#!\n/bin/sh"));
    assertEquals("", interpreter("/bin/sh"));
    assertEquals(254, interpreter("#!/" + "x".repeat(300)).length());
  }

  private String interpreter(String text) throws IOException {
    Files.writeString(directory.resolve("s"), text);
    return walk("s").interpreter();
  }
}
