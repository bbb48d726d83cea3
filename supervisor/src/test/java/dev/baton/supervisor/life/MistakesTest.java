package dev.baton.supervisor.life;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.ExitClass;
import dev.baton.config.diagnose.SourceFile;
import dev.baton.config.diagnose.SourceSpan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which errors of a file the running configuration does not have. */
final class MistakesTest {

  private static final SourceFile FILE = new SourceFile("conf", List.of("one", "two", "three"));

  private static Diagnostic error(int line, String text) {
    return Diagnostic.error("unknown-keyword", SourceSpan.of(FILE, line), text);
  }

  private static List<Diagnostic> fresh(List<Diagnostic> running, Diagnostic... next) {
    return Mistakes.of(running).newAmong(List.of(next));
  }

  @Test
  void theSameTextInAnotherPlaceIsTheSameError() {
    assertEquals(List.of(), fresh(List.of(error(1, "a")), error(3, "a")));
  }

  @Test
  void eachCountsOnce() {
    var running = List.of(error(1, "a"), error(2, "a"));
    assertEquals(List.of(), fresh(running, error(1, "a"), error(3, "a")));
    assertEquals(
        List.of(error(3, "a")), fresh(running, error(1, "a"), error(2, "a"), error(3, "a")));
  }

  @Test
  void anotherKindOrTextIsAnother() {
    var other = Diagnostic.error("bad-value", SourceSpan.of(FILE, 1), "a");
    assertEquals(List.of(other), fresh(List.of(error(1, "a")), other));
    assertEquals(
        List.of(error(1, "b")), fresh(List.of(error(1, "a")), error(1, "a"), error(1, "b")));
  }

  @Test
  void whatIsDoneAllTheSameIsNoError() {
    SourceSpan place = SourceSpan.of(FILE, 1);
    assertEquals(
        List.of(),
        fresh(
            List.of(),
            Diagnostic.warning("advice", place, "a"),
            Diagnostic.note("advice", place, "b"),
            error(1, "scripts without security").weighing(ExitClass.SECURITY)));
  }

  @Test
  void whoHadNoneTakesNone() {
    assertEquals(List.of(error(2, "a")), Mistakes.NONE.newAmong(List.of(error(2, "a"))));
  }
}
