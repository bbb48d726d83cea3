package dev.baton.config.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.DiagnosticRenderer;
import dev.baton.config.diagnose.Fix;
import dev.baton.config.diagnose.FixApplier;
import dev.baton.config.diagnose.Palette;
import dev.baton.config.diagnose.SourceFile;
import dev.baton.config.facts.HostFacts;
import dev.baton.config.read.CannedSources;
import dev.baton.config.read.ConfigReader;
import dev.baton.config.text.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The ten commonest mistakes of real files, each typed into a file: every word that is said of it,
 * and the safe fixes as a diff. {@code -Dgolden.update} writes the expectations anew.
 */
final class CommonestMistakesTest {

  private static final Path FOLDER = Path.of("src/test/resources/dev/baton/config/read/commonest");

  private record Checked(Optional<SourceFile> file, List<Diagnostic> found) {}

  private static Checked check(String path, String text, HostFacts facts) {
    var sources = new CannedSources().with(path, text);
    var reading = ConfigReader.readForAdvice(path, sources, facts, ReadOptions.DEFAULT);
    return new Checked(reading.files().stream().findFirst(), Linter.check(reading, facts));
  }

  private static List<Fix> safeFixes(List<Diagnostic> found) {
    var fixes = new ArrayList<Fix>();
    for (Diagnostic diagnostic : found) {
      diagnostic.fix().filter(Fix::safe).ifPresent(fixes::add);
    }
    return fixes;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01-script-security",
        "02-retired-words",
        "03-template",
        "04-password",
        "05-no-shell",
        "06-misspelt",
        "07-track-script",
        "08-nopreempt",
        "09-braces",
        "10-interfaces"
      })
  void mistake(String name) throws IOException {
    String path = "keepalived.conf";
    String text = Files.readString(FOLDER.resolve(name + ".conf"));
    HostFacts facts = LintTest.host();
    Checked checked = check(path, text, facts);
    var out = new StringBuilder();
    for (Diagnostic diagnostic : checked.found()) {
      if (!LintTest.UNFINISHED.contains(diagnostic.code())) {
        out.append(DiagnosticRenderer.render(diagnostic)).append('\n');
      }
    }
    var applier = FixApplier.of(checked.file().orElseThrow(), text, safeFixes(checked.found()));
    out.append(applier.diff(Palette.PLAIN));
    Path golden = FOLDER.resolve(name + ".expected");
    if (System.getProperty("golden.update") != null) {
      Files.writeString(golden, out.toString());
    }
    assertEquals(Files.readString(golden), out.toString());
    assertFalse(out.toString().contains("S3cret") || out.toString().contains("abc123"));
    String manual = Files.readString(Path.of("../docs/manual/mistakes.md"));
    assertTrue(manual.contains("```\n" + text + "```\n"), "the manual shows another " + name);
    assertTrue(manual.contains("```\n" + out.toString().stripTrailing() + "\n```\n"), name);
    fixesAreSettled(path, text, facts);
  }

  /** Fixing ends, what was fixed is not told again, and nothing new comes of it. */
  private static void fixesAreSettled(String path, String text, HostFacts facts) {
    String fixed = text;
    int told = Integer.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      Checked checked = check(path, fixed, facts);
      assertTrue(checked.found().size() <= told);
      told = checked.found().size();
      List<Fix> fixes = safeFixes(checked.found());
      var applier = FixApplier.of(checked.file().orElseThrow(), fixed, fixes);
      if (applier.changes() == 0) {
        assertTrue(fixes.isEmpty(), fixes.toString());
        return;
      }
      fixed = applier.text();
    }
    throw new AssertionError("fixing goes on and on:\n" + fixed);
  }
}
