package dev.baton.config.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.DiagnosticRenderer;
import dev.baton.config.read.CannedHost;
import dev.baton.config.read.CannedSources;
import dev.baton.config.read.ConfigReader;
import dev.baton.config.read.ConfigReader.Reading;
import dev.baton.config.text.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is told between nodes, and what is not. */
final class GroupCheckTest {

  private static final Path CASES = Path.of("src/test/resources/dev/baton/config/group/groups.txt");
  private static final String MARK = "# expect: ";

  private record Group(String name, List<String> paths, List<String> texts) {

    static Group of(String text) {
      int end = text.indexOf('\n');
      var group = new Group(text.substring(0, end), new ArrayList<>(), new ArrayList<>());
      for (String part : text.substring(end + 1).split("(?m)^-- ", -1)) {
        int line = part.indexOf('\n');
        if (line > 0) {
          group.paths.add(part.substring(0, line));
          group.texts.add(part.substring(line + 1));
        }
      }
      return group;
    }

    List<Diagnostic> compared() {
      var facts = CannedHost.ofTheVerdicts().facts();
      var readings = new ArrayList<Reading>();
      for (int i = 0; i < paths.size(); i++) {
        var sources = new CannedSources().with(paths.get(i), texts.get(i));
        readings.add(ConfigReader.readForAdvice(paths.get(i), sources, facts, ReadOptions.DEFAULT));
      }
      return GroupCheck.compare(readings);
    }

    List<String> expected() {
      var expected = new ArrayList<String>();
      for (int i = 0; i < paths.size(); i++) {
        String[] lines = texts.get(i).split("\n", -1);
        for (int line = 0; line < lines.length; line++) {
          int mark = lines[line].indexOf(MARK);
          if (mark >= 0) {
            String code = lines[line].substring(mark + MARK.length());
            expected.add(paths.get(i) + ":" + (line + 1) + " " + code);
          }
        }
      }
      Collections.sort(expected);
      return expected;
    }
  }

  private static List<Group> groups() throws IOException {
    return Stream.of(Files.readString(CASES).split("(?m)^== ", -1)).skip(1).map(Group::of).toList();
  }

  @TestFactory
  Stream<DynamicTest> eachIsToldInItsPlace() throws IOException {
    return groups().stream().map(g -> DynamicTest.dynamicTest(g.name(), () -> compare(g)));
  }

  private static void compare(Group group) {
    var actual = new ArrayList<String>();
    for (Diagnostic told : group.compared()) {
      actual.add(told.span().file() + ":" + told.span().line() + " " + told.code());
    }
    Collections.sort(actual);
    assertEquals(group.expected().toString(), actual.toString());
  }

  @Test
  void bothPlacesAreShownAndNoPassword() throws IOException {
    for (Group group : groups()) {
      for (Diagnostic told : group.compared()) {
        String shown = DiagnosticRenderer.render(told);
        boolean alone = told.code().equals("nodes-alone");
        assertEquals(alone ? 0 : 1, told.labels().size(), shown);
        assertFalse(shown.contains("abc") || shown.contains("abd"), shown);
      }
    }
  }
}
