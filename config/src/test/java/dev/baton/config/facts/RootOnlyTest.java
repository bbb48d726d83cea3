package dev.baton.config.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.facts.PathFact.Head;
import dev.baton.config.facts.PathFact.Kind;
import dev.baton.config.facts.PathFact.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever somebody else than root can change, wherever it is on the way, is a fault. */
final class RootOnlyTest {

  private static final int EVIL = 1000;

  private static Step directory(String path) {
    return new Step(path, Kind.DIRECTORY, 0, 0, 0755);
  }

  private static PathFact way(List<Step> steps) {
    return new PathFact("/a/b/c", "/a/b/c", Kind.FILE, Head.OTHER, "", steps, true);
  }

  /** Each kind of thing, with each owner, group and mode that makes a difference. */
  private static Stream<Step> things() {
    List<Step> all = new ArrayList<>();
    for (int bits = 0; bits < 1 << 7; bits++) {
      Kind kind = List.of(Kind.DIRECTORY, Kind.LINK, Kind.FILE, Kind.OTHER).get(bits & 3);
      int uid = (bits & 4) == 0 ? 0 : EVIL;
      int gid = (bits & 8) == 0 ? 0 : EVIL;
      int group = (bits & 16) == 0 ? 0 : 020;
      int everyone = (bits & 32) == 0 ? 0 : 02;
      int sticky = (bits & 64) == 0 ? 0 : 01000;
      // A link has all rights, which mean nothing.
      int mode = kind == Kind.LINK ? 0777 : 0755 | group | everyone | sticky;
      all.add(new Step("/a/b/x", kind, uid, gid, mode));
    }
    return all.stream().distinct();
  }

  /** The rule in the words of who could do what. */
  private static boolean anotherCanChange(Step thing) {
    boolean his = thing.uid() == EVIL;
    boolean writable = (thing.mode() & 022) != 0;
    boolean onlyForNewEntries = thing.kind() == Kind.DIRECTORY && (thing.mode() & 01000) != 0;
    boolean rightsCount = thing.kind() != Kind.LINK;
    return his || (writable && rightsCount && !onlyForNewEntries);
  }

  @ParameterizedTest
  @MethodSource("things")
  void eachThingCountsWhereverItStands(Step thing) {
    List<Step> others = List.of(directory("/"), directory("/a"), directory("/a/b"));
    for (int at = 0; at <= others.size(); at++) {
      var steps = new ArrayList<>(others);
      steps.add(at, thing);
      var fault = RootOnly.fault(way(steps));
      assertEquals(anotherCanChange(thing), fault.isPresent(), () -> thing + " " + fault);
      fault.ifPresent(it -> assertTrue(it.toString().startsWith("/a/b/x "), it.toString()));
    }
  }

  /**
   * In a sticky directory of root's the entry decides, in a sticky one of another nothing helps.
   */
  @Test
  void stickinessExcusesOnlyTheDirectory() {
    var shared = new Step("/tmp", Kind.DIRECTORY, 0, 0, 01777);
    var his = new Step("/tmp", Kind.DIRECTORY, EVIL, 0, 01755);
    for (Kind kind : List.of(Kind.FILE, Kind.DIRECTORY, Kind.LINK)) {
      var roots = new Step("/tmp/x", kind, 0, 0, 0755);
      var other = new Step("/tmp/x", kind, EVIL, 0, 0755);
      assertFalse(RootOnly.fault(way(List.of(directory("/"), shared, roots))).isPresent());
      assertTrue(RootOnly.fault(way(List.of(directory("/"), shared, other))).isPresent());
      assertTrue(RootOnly.fault(way(List.of(directory("/"), his, roots))).isPresent());
    }
  }

  @Test
  void linksOfProcAreAnotherProcessesToo() {
    var self = new Step("/proc/self", Kind.LINK, 0, 0, 0777);
    assertTrue(RootOnly.fault(way(List.of(directory("/"), directory("/proc"), self))).isPresent());
  }

  private static List<Step> directories(String path) {
    var steps = new ArrayList<Step>(List.of(directory("/")));
    for (int at = path.indexOf('/', 1); at > 0; at = path.indexOf('/', at + 1)) {
      String directory = path.substring(0, at);
      int uid = directory.startsWith("/home/evil") ? EVIL : 0;
      steps.add(new Step(directory, Kind.DIRECTORY, uid, 0, 0755));
    }
    return steps;
  }

  private static void program(Map<String, PathFact> paths, String path, int uid, String line) {
    Head head = line.isEmpty() ? Head.PROGRAM : Head.SHEBANG;
    var steps = directories(path);
    steps.add(new Step(path, Kind.FILE, uid, 0, 0755));
    paths.put(path, new PathFact(path, path, Kind.FILE, head, line, steps, true));
  }

  private static void missing(Map<String, PathFact> paths, String path) {
    var steps = directories(path);
    paths.put(path, new PathFact(path, "", Kind.ABSENT, Head.OTHER, "", steps, true));
  }

  /** What is found of a script with that first line, where PATH is so. */
  private static String fault(String line, String search) {
    var paths = new HashMap<String, PathFact>();
    program(paths, "/script", 0, line);
    program(paths, "/bin/sh", 0, "");
    program(paths, "/usr/bin/env", 0, "");
    program(paths, "/usr/bin/python", 0, "");
    program(paths, "/usr/bin/his", EVIL, "");
    program(paths, "/usr/bin/wrapper", 0, "/home/evil/sh");
    program(paths, "/home/evil/sh", 0, "");
    program(paths, "/opt/his", EVIL, "");
    program(paths, "/opt/wrapper", 0, "/home/evil/sh");
    program(paths, "/opt/loop", 0, "/opt/loop");
    missing(paths, "/home/evil/none");
    missing(paths, "/home/evil/python");
    missing(paths, "/home/evil/bin/python");
    Function<String, PathFact> found = path -> paths.getOrDefault(path, PathFact.absent(path));
    return RootOnly.faultOfProgram("/script", found, () -> search).map(Object::toString).orElse("");
  }

  /** What a script's first line may say, and what is wrong with it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "/bin/sh                              | -",
        "/bin/sh -e /home/evil/x              | -",
        "/home/evil/sh                        | /home/evil does not belong to root",
        "/home/evil/none                      | /home/evil does not belong to root",
        "/opt/his                             | /opt/his does not belong to root",
        "/none/sh                             | -",
        "sh                                   | /script needs the full path of its interpreter",
        "./sh                                 | /script needs the full path of its interpreter",
        "/opt/wrapper                         | /home/evil does not belong to root",
        "/opt/loop                            | /opt/loop is run by an endless chain of"
            + " interpreters",
        "/usr/bin/env                         | -",
        "/usr/bin/env python                  | -",
        "/usr/bin/env none                    | -",
        "/usr/bin/env his                     | /usr/bin/his does not belong to root",
        "/usr/bin/env wrapper                 | /home/evil does not belong to root",
        "/usr/bin/env /opt/his                | /opt/his does not belong to root",
        "/usr/bin/env ./python                | /script needs the full path of its interpreter",
        "/usr/bin/env -i                      | /script needs a plain name after env, not -i",
        "/usr/bin/env -S python -u            | -",
        "/usr/bin/env -Spython -u             | -",
        "/usr/bin/env -S A=b python           | -",
        "/usr/bin/env -S PATH=/home/evil python | /home/evil does not belong to root",
        "/usr/bin/env -S -u A python          | /script needs a plain name after env, not -u",
        "/usr/bin/env -S \"python\" | /script needs a plain name after env, not \"python\"",
        "/usr/bin/env -S ${X}                 | /script needs a plain name after env, not ${X}",
        "/usr/bin/env -S A=\\_his python | /script needs a plain name after env, not A=\\_his",
        "/usr/bin/env -S                      | -",
      })
  void theInterpreterCountsAsTheProgram(String line, String expected) {
    assertEquals(expected == null ? "" : expected, fault(line, "/usr/bin:/bin"));
  }

  /** Who can write a directory that is searched before can put his own program there. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "/usr/bin:/home/evil/bin  | -",
        "/home/evil/bin:/usr/bin  | /home/evil does not belong to root",
        "/none:/usr/bin           | -",
        "/usr/bin:                | -",
        ":/usr/bin                | /script is run by env, and PATH has a relative directory",
        "bin:/usr/bin             | /script is run by env, and PATH has a relative directory",
      })
  void theSearchOfEnvCounts(String search, String expected) {
    assertEquals(expected == null ? "" : expected, fault("/usr/bin/env python", search));
  }

  /** A line with a stray carriage return names another program than the one that is meant. */
  @Test
  void aStrayCarriageReturnIsPartOfTheName() {
    String fault = fault("/usr/bin/env python\r", "/usr/bin");
    assertTrue(fault.startsWith("/script needs a plain name after env"), fault);
  }
}
