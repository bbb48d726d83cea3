package dev.baton.config.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.advice.Linter;
import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.DiagnosticRenderer;
import dev.baton.config.diagnose.FixApplier;
import dev.baton.config.diagnose.Palette;
import dev.baton.config.facts.RecordedFacts;
import dev.baton.config.group.GroupCheck;
import dev.baton.config.keyword.Block;
import dev.baton.config.keyword.KeywordTable;
import dev.baton.config.text.ReadOptions;
import dev.baton.core.net.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Broken configurations, the same in every build: the reader gives a model and diagnostics whatever
 * it reads, the diagnostics point into the file, and what is handed on to the router reads as the
 * same model. The nightly mode takes more.
 */
final class ConfigurationFuzzTest {

  private static final int FILES = Boolean.getBoolean("baton.nightly") ? 100_000 : 4_000;
  private static final int CHANGES_MAX = 4;
  private static final long SEED = 112;

  /** Words that somewhere mean something, and some that nowhere do. */
  private static final List<String> WORDS =
      List.of(
          "0",
          "1",
          "-1",
          "3",
          "254",
          "255",
          "256",
          "65536",
          "4294967296",
          "0x10",
          "1.5",
          "on",
          "off",
          "all",
          "weight",
          "reverse",
          "dev",
          "eth0",
          "eth1",
          "absent0",
          "192.0.2.1",
          "192.0.2.0/24",
          "192.0.2.1-9",
          "2001:db8::1",
          "2001:db8::/64",
          "224.0.0.18",
          "fe80::1",
          "nonsense",
          "\"two words\"",
          "\"open",
          "'",
          "$A",
          "${A}",
          "$A=1",
          "~SEQ(A,2)",
          "@vm",
          "include other.conf",
          "{",
          "}",
          "#",
          "!",
          "\\",
          "\u00FC",
          "\uFF15",
          "\u0000",
          "MASTER",
          "</dev/tcp/127.0.0.1/80",
          "/usr/bin/true",
          "fwmark",
          "group",
          "TUN",
          "DR");

  private final Random random = new Random(SEED);
  private final List<String> keywords = keywords();
  private final RecordedFacts facts = CannedHost.ofTheVerdicts().facts();

  private static List<String> keywords() {
    var table = new KeywordTable();
    return Arrays.stream(Block.values())
        .flatMap(it -> table.names(it).stream())
        .distinct()
        .toList();
  }

  @Test
  void everyFileIsAModelAndWhatIsWrongWithIt() {
    var verdicts = Verdicts.load();
    for (int i = 0; i < FILES; i++) {
      byte[] text = verdicts.get(random.nextInt(verdicts.size())).text();
      check(broken(text), text, facts);
    }
  }

  /** What must hold for any bytes, and beside another node's file. */
  static void check(byte[] text, byte[] peer, RecordedFacts facts) {
    var reading = read(text, facts);
    var sources = new CannedSources().with("k.conf", text).with("other.conf", "# nothing\n");
    var plain = ConfigReader.read("k.conf", sources, facts, ReadOptions.DEFAULT);
    // What is refused is not found right, however well it was meant.
    assertTrue(plain.exitCode() == 0 || reading.exitCode() != 0, () -> shown(text));
    var told = new ArrayList<>(reading.diagnostics());
    told.addAll(Linter.check(reading, facts));
    told.addAll(GroupCheck.compare(List.of(reading, read(peer, facts))));
    for (Diagnostic diagnostic : told) {
      var span = diagnostic.span();
      int width = span.file().line(span.line()).length();
      boolean inside = span.column() >= 0 && span.column() <= width + 1;
      assertTrue(!span.hasLine() || inside, () -> shown(text) + "\n" + diagnostic);
      assertTrue(DiagnosticRenderer.render(diagnostic).endsWith("\n"), () -> shown(text));
    }
    fix(reading, text, told);
    var again = ConfigReader.readNormalised(Utf8.encode(reading.normalisedWithPlaces()), facts);
    assertEquals(reading.configuration(), again.configuration(), () -> shown(text));
  }

  private static ConfigReader.Reading read(byte[] text, RecordedFacts facts) {
    var sources = new CannedSources().with("k.conf", text).with("other.conf", "# nothing\n");
    return ConfigReader.readForAdvice("k.conf", sources, facts, ReadOptions.DEFAULT);
  }

  private static void fix(ConfigReader.Reading reading, byte[] text, List<Diagnostic> told) {
    var fixes = told.stream().flatMap(diagnostic -> diagnostic.fix().stream()).toList();
    var applier = FixApplier.of(reading.files().getFirst(), shown(text), fixes);
    assertEquals(applier.changes() == 0, applier.diff(Palette.PLAIN).isEmpty(), () -> shown(text));
    assertTrue(applier.changes() > 0 || applier.text().equals(shown(text)), () -> shown(text));
  }

  private static String shown(byte[] text) {
    return Utf8.decode(text, 0, text.length);
  }

  private byte[] broken(byte[] text) {
    var lines = new ArrayList<>(List.of(shown(text).split("\n", -1)));
    for (int i = random.nextInt(CHANGES_MAX); i >= 0; i--) {
      change(lines);
    }
    byte[] bytes = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0 && random.nextInt(10) == 0) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return bytes;
  }

  private void change(List<String> lines) {
    int at = random.nextInt(lines.size());
    String line = lines.get(at);
    switch (random.nextInt(8)) {
      case 0 -> lines.set(at, "");
      case 1 -> lines.add(random.nextInt(lines.size()), line);
      case 2 -> lines.set(at, lines.set(random.nextInt(lines.size()), line));
      case 3 -> lines.set(at, line.substring(0, random.nextInt(line.length() + 1)));
      case 4 -> lines.add(at, keyword() + " " + word());
      case 5 -> lines.set(at, line + " " + word());
      default -> lines.set(at, withOtherWord(line));
    }
  }

  private String withOtherWord(String line) {
    String[] words = line.split(" ", -1);
    words[random.nextInt(words.length)] = random.nextInt(5) == 0 ? keyword() : word();
    return String.join(" ", words);
  }

  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  private String keyword() {
    return keywords.get(random.nextInt(keywords.size()));
  }
}
