package dev.baton.config.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Fix;
import dev.baton.config.diagnose.FixApplier;
import dev.baton.config.diagnose.SourceFile;
import dev.baton.config.facts.HostFacts;
import dev.baton.config.keyword.Block;
import dev.baton.config.keyword.Keyword;
import dev.baton.config.keyword.KeywordTable;
import dev.baton.config.read.CannedHost;
import dev.baton.config.read.CannedSources;
import dev.baton.config.read.ConfigReader;
import dev.baton.config.read.Verdicts;
import dev.baton.config.text.ReadOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every fix that {@code --fix} makes in any broken file that we have takes its own mistake away and
 * brings no other: what was said before is said after it, but for that one.
 */
final class SafeFixTest {

  private static final Path RESOURCES = Path.of("src/test/resources/dev/baton/config");

  /**
   * What a command is judged for that was lost before, what another message at the same word hid,
   * and words that only this version lacks.
   */
  private static final Set<String> REVEALED =
      Set.of("connect", "script-security", "given-twice", "no-effect-yet", "instance-held");

  private final List<String> failures = new ArrayList<>();
  private int made;

  private record Checked(List<SourceFile> files, List<Diagnostic> found) {}

  private static Checked check(String text, HostFacts facts) {
    var sources = new CannedSources().with("k.conf", text);
    var reading = ConfigReader.readForAdvice("k.conf", sources, facts, ReadOptions.DEFAULT);
    return new Checked(reading.files(), Linter.check(reading, facts));
  }

  /** How often each thing is said, wherever: a line that goes moves those behind it. */
  private static Map<String, Integer> counts(List<Diagnostic> found) {
    var counts = new HashMap<String, Integer>();
    for (Diagnostic diagnostic : found) {
      counts.merge(diagnostic.code() + ": " + diagnostic.message(), 1, Integer::sum);
    }
    return counts;
  }

  private void allIn(String name, String text, HostFacts facts) {
    Checked before = check(text, facts);
    for (Diagnostic diagnostic : before.found()) {
      if (diagnostic.fix().isEmpty() || !diagnostic.fix().get().safe()) {
        continue;
      }
      made++;
      var fixes = List.of(diagnostic.fix().get());
      var applier = FixApplier.of(before.files().getFirst(), text, fixes);
      String what = name + ": " + diagnostic.code() + ": " + diagnostic.message();
      if (applier.changes() == 0) {
        failures.add(what + " is not fixed at all");
        continue;
      }
      compare(what, diagnostic, before.found(), check(applier.text(), facts).found());
    }
  }

  private void compare(
      String what, Diagnostic fixed, List<Diagnostic> before, List<Diagnostic> after) {
    Map<String, Integer> allowed = counts(before);
    allowed.merge(fixed.code() + ": " + fixed.message(), -1, Integer::sum);
    for (var said : counts(after).entrySet()) {
      String code = said.getKey().substring(0, said.getKey().indexOf(':'));
      if (!REVEALED.contains(code) && said.getValue() > allowed.getOrDefault(said.getKey(), 0)) {
        failures.add(what + " leaves " + said.getKey());
      }
    }
  }

  @Test
  void takesItsOwnMistakeAwayAndBringsNoOther() throws IOException {
    for (Verdicts.Verdict verdict : Verdicts.load()) {
      String text = new String(verdict.text(), StandardCharsets.UTF_8);
      allIn(verdict.name(), text, CannedHost.ofTheVerdicts().facts());
    }
    String[] cases = Files.readString(RESOURCES.resolve("advice/lints.txt")).split("(?m)^== ", -1);
    for (String text : cases) {
      int end = text.indexOf('\n');
      allIn(text.substring(0, Math.max(0, end)), text.substring(end + 1), LintTest.host());
    }
    for (String folder : List.of("read/commonest", "read/seeds")) {
      try (Stream<Path> files = Files.list(RESOURCES.resolve(folder))) {
        for (Path file : files.filter(it -> it.toString().endsWith(".conf")).sorted().toList()) {
          allIn(file.toString(), Files.readString(file), LintTest.host());
        }
      }
    }
    report(50);
  }

  /** Each word of the two largest blocks, written as people of other languages write it. */
  @Test
  void everyWordThatIsWrittenAsElsewhere() {
    var table = new KeywordTable();
    for (Keyword keyword : table.keywords(Block.INSTANCE)) {
      slips(keyword, "vrrp_instance A {\n%s\nvirtual_ipaddress {\n10.1.0.9\n}\n}\n");
    }
    for (Keyword keyword : table.keywords(Block.GLOBAL_DEFS)) {
      slips(keyword, "global_defs {\n%s\n}\n");
    }
    report(400);
  }

  private void slips(Keyword keyword, String frame) {
    String value = value(keyword);
    if (value.isEmpty()) {
      return;
    }
    String name = keyword.name();
    String shorter = name.charAt(0) + name.substring(2);
    for (String line :
        List.of(
            name + "=" + value,
            name + ":" + value,
            name + ": " + value,
            name + " = " + value,
            name + " : " + value,
            name + "\u00a0" + value,
            name + "\u200b " + value,
            name + " " + value + ";",
            name + " " + value + "s",
            name + " " + value.toLowerCase(Locale.ROOT),
            shorter + " " + value)) {
      Map<String, Integer> right =
          counts(check(fixed(frame.formatted(name + " " + value))).found());
      String fixed = fixed(frame.formatted(line));
      Map<String, Integer> actual = counts(check(fixed).found());
      boolean left = fixed.contains(line) || fixed.contains(" " + value + "s\n");
      if (!left && !actual.equals(right)) {
        failures.add(line + " becomes " + fixed + " and " + actual);
      }
    }
  }

  private String fixed(String text) {
    String fixed = text;
    for (int round = 0; round < 4; round++) {
      Checked checked = check(fixed);
      var fixes = new ArrayList<Fix>();
      for (Diagnostic diagnostic : checked.found()) {
        diagnostic.fix().filter(Fix::safe).ifPresent(fixes::add);
      }
      made += fixes.size();
      fixed = FixApplier.of(checked.files().getFirst(), fixed, fixes).text();
    }
    return fixed;
  }

  private static Checked check(String text) {
    return check(text, LintTest.host());
  }

  /** A right value; empty for words that take none or have a form of their own. */
  private static String value(Keyword keyword) {
    return switch (keyword.kind()) {
      case WHOLE, SECONDS, COARSE_SECONDS, MILLISECONDS ->
          String.valueOf((long) Math.max(Double.parseDouble(keyword.part(1)), 2));
      case SWITCH -> "on";
      case INTERFACE -> "eth0";
      case ADDRESS -> "10.1.0.1";
      case CHOICE, CASELESS_CHOICE -> List.of(keyword.part(1).split("\\|", -1)).getLast();
      default -> "";
    };
  }

  private void report(int least) {
    assertEquals(List.of(), failures);
    assertTrue(made > least, made + " fixes were made");
  }
}
