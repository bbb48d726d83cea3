package dev.baton.core.track;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.core.net.Utf8;
import dev.baton.core.track.ProcessPattern.Look;
import dev.baton.core.track.ProcessPattern.Matching;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which processes are counted; as keepalived 2.2.7 counts them, but for long names. */
final class ProcessPatternTest {

  private static List<String> words(String text) {
    return text == null ? List.of() : List.of(text.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource({
    "web, web, true",
    "web, webd, false",
    "webd, web, false",
    "/bin/web, web, false",
    "averyverylongname, averyverylongna, true",
    "averyverylongna, averyverylongna, true",
    "averyverylongn, averyverylongna, false",
  })
  void theShortName(String wanted, String name, boolean matches) {
    var pattern = new ProcessPattern(List.of(wanted), Matching.PROGRAM_ONLY, false);
    assertEquals(matches, pattern.matches(new Look(name, List.of("something", "else"))));
  }

  @ParameterizedTest
  @CsvSource({
    // full_command alone: the parameters do not matter.
    "PROGRAM_ONLY, /bin/web, /bin/web, true",
    "PROGRAM_ONLY, /bin/web, /bin/web a b, true",
    "PROGRAM_ONLY, web, /bin/web, false",
    "PROGRAM_ONLY, /bin/web, , false",
    "EXACT, /bin/web, /bin/web, true",
    "EXACT, /bin/web, /bin/web a, false",
    "EXACT, /bin/web aa bb, /bin/web aa bb, true",
    "EXACT, /bin/web aa bb, /bin/web aa bb cc, false",
    "EXACT, /bin/web aa, /bin/web aaa, false",
    "INITIAL, /bin/web, /bin/web x, true",
    "INITIAL, /bin/web a, /bin/web aa, true",
    "INITIAL, /bin/web a, /bin/web aa bb, true",
    "INITIAL, /bin/web aa b, /bin/web aa bb cc, true",
    "INITIAL, /bin/web a b, /bin/web aa bb, false",
    "INITIAL, /bin/web aa bbb, /bin/web aa bb, false",
    "INITIAL, /bin/web a, /bin/web, false",
    "PARTIAL, /bin/web, /bin/web x, true",
    "PARTIAL, /bin/web aa, /bin/web aa bb, true",
    "PARTIAL, /bin/web a, /bin/web aa, false",
    "PARTIAL, /bin/web aa bb cc, /bin/web aa bb, false",
    "PARTIAL, web aa, /bin/web aa, false",
  })
  void theCommandLine(Matching matching, String wanted, String line, boolean matches) {
    var pattern = new ProcessPattern(words(wanted), matching, matching == Matching.PROGRAM_ONLY);
    assertEquals(matches, pattern.matches(new Look("web", words(line))));
  }

  /** The kernel cuts a name wherever 15 bytes end, in the midst of a letter too. */
  @Test
  void namesAreCutAfterBytes() {
    var pattern = new ProcessPattern(List.of("ÄÖÜÄÖÜÄÖÜ"), Matching.PROGRAM_ONLY, false);
    byte[] bytes = Utf8.encode("ÄÖÜÄÖÜÄÖÜ");
    String cut = Utf8.decode(bytes, 0, 15);
    assertEquals(true, pattern.matches(new Look(cut, List.of())));
  }
}
