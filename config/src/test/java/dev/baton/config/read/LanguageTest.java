package dev.baton.config.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.DiagnosticRenderer;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.ExitClass;
import dev.baton.config.text.Preprocessor;
import dev.baton.config.text.ReadOptions;
import dev.baton.config.text.Statement;
import dev.baton.config.text.Word;
import dev.baton.core.net.Utf8;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the preprocessor makes of a text: words, where they came from, and what it refuses. */
final class LanguageTest {

  private final Diagnostics diagnostics = new Diagnostics();

  private List<Statement> statements(String text) {
    return statements(new CannedSources().with("k.conf", text));
  }

  private List<Statement> statements(CannedSources sources) {
    var facts = CannedHost.ofTheVerdicts().variable("NAME", "value").facts();
    return Preprocessor.read("k.conf", sources, facts, ReadOptions.DEFAULT, diagnostics)
        .statements();
  }

  private static String shown(List<Statement> statements) {
    var out = new StringBuilder();
    for (Statement statement : statements) {
      out.append(out.isEmpty() ? "" : " / ");
      switch (statement.kind()) {
        case OPEN -> out.append('{');
        case CLOSE -> out.append('}');
        case WORDS ->
            out.append(String.join(" ", statement.words().stream().map(Word::text).toList()));
      }
    }
    return out.toString();
  }

  private String read(String text) {
    return shown(statements(text));
  }

  @Test
  void bracesEndLinesWhereverTheyStand() {
    assertEquals("a b / { / c d / } / }", read("a b{ c d }}\n"));
    assertEquals("a{b}", read("\"a{b}\"\n"));
  }

  @Test
  void commentsAreStrippedTwice() {
    assertEquals("a / b / c#d / e # f", read("a#x\nb!x\nc\\\\#d\n\"e # f\"\n"));
    assertEquals("state MASTER", read("state MASTER\\#x\n"));
  }

  @Test
  void conditionsKeepOrDropALine() {
    assertEquals("a / d", read("@vm a\n@other b\n@^vm c\n@^other d\n@vm\n"));
  }

  @Test
  void variablesExpandWhenUsed() {
    assertEquals("x 100", read("$A=$B\n$B=100\nx $A\n"));
    assertEquals("x $NOPE", read("x $NOPE\n"));
    assertEquals("x v vm value #", read("$V=v\nx ${V} ${_INSTANCE} ${_ENV NAME} \"${_HASH}\"\n"));
    assertEquals("x a / b / c y", read("$M=a \\\nb \\\nc\nx $M y\n"));
    assertEquals("x $A", read("$A=$A\nx $A\n"));
  }

  @Test
  void loopsRepeatALine() {
    assertEquals("a 1 / a 2 / a 3", read("~SEQ(N, 3) a $N\n"));
    assertEquals("a 8 / a 9 / a a", read("~SEQx(N, 8, 10) a $N\n"));
    assertEquals("a 1 x / a 2 y", read("~LST({N,M}, {1,x}, {2,y}) a $N $M\n"));
    assertEquals("a 1 1 / a 1 2 / a 2 1 / a 2 2", read("~SEQ(I,2) ~SEQ(J,2) a $I $J\n"));
  }

  @Test
  void wordsOfAVariableStandWhereItIsUsed() {
    Statement statement = statements("$A=one two\nx ${A} three\n").get(0);
    List<String> places = statement.words().stream().map(word -> word.span().toString()).toList();
    assertEquals(List.of("k.conf:2:1", "k.conf:2:3", "k.conf:2:3", "k.conf:2:8"), places);
  }

  @Test
  void includesAreRelativeToTheirFile() {
    var sources =
        new CannedSources()
            .with("k.conf", "include d/*.inc\ninclude d/{x,y}.other\n")
            .with("d/a.inc", "a\ninclude deep/b\n")
            .with("d/deep/b", "b\n")
            .with("d/c.inc", "c\n")
            .with("d/x.other", "x\n")
            .with("d/y.other", "y\n");
    assertEquals("a / b / c / x / y", shown(statements(sources)));
  }

  /** What keepalived -t 2.2.7 says and ends with, for each letter and what does not match. */
  @ParameterizedTest
  @CsvSource({
    "include none/*.conf, 0, Config files missing 'none/*.conf'.",
    "include d/a*.conf, 0, ''",
    "include {x;y}*.conf, 0, ''",
    "include d/{x;y}*.conf, 0, ''",
    "includer none/*.conf, 0, Config files missing 'none/*.conf'.",
    "includem none/*.conf, 6, Config files missing 'none/*.conf'.",
    "includem d/a*.conf, 0, ''",
    "includew none/*.conf, 6, Config files missing 'none/*.conf'.",
    "includew d/a*.conf, 6, No config files matched 'd/a*.conf'.",
    "includew none.conf, 6, Config files missing 'none.conf'.",
    "includew d/{x;y}.conf, 0, 'Config files missing ''d/{x;y}.conf''.'",
    "includew d/{x;y}*.conf, 6, 'No config files matched ''d/{x;y}*.conf''.'",
    "includeb none/*.conf, 0, Config files missing 'none/*.conf'.",
    "includeb d/{x;y}.conf, 6, 'Config files missing ''d/{x;y}.conf''.'",
    "includeb d/{x;y}*.conf, 0, ''",
    "includea d/{x;y}*.conf, 6, 'No config files matched ''d/{x;y}*.conf''.'",
  })
  void includesThatMatchNothing(String line, int exitCode, String message) {
    statements(
        new CannedSources().with("k.conf", line.replace(';', ',') + "\n").with("d/z", "z\n"));
    assertEquals(exitCode, diagnostics.exitCode());
    assertEquals(
        message.replace(';', ','),
        String.join(
            " ",
            diagnostics.all().stream()
                .filter(told -> told.exitClass() != ExitClass.ADVICE)
                .map(Diagnostic::message)
                .toList()));
  }

  @Test
  void whatGrowsWithoutEndIsTold() {
    statements(new CannedSources().with("k.conf", "a\ninclude k.conf\n"));
    assertEquals("include-cycle", diagnostics.all().get(0).code());

    var doubling = new StringBuilder("$A0=xxxxxxxxxx\n");
    for (int i = 1; i < 30; i++) {
      doubling.append("$A").append(i).append("=${A").append(i - 1).append("}${A");
      doubling.append(i - 1).append("}\n");
    }
    read(doubling + "word $A29\n");
    assertTrue(diagnostics.all().stream().anyMatch(d -> d.code().equals("too-large")));
  }

  @Test
  void linesOfMoreThan1022BytesAreRefused() {
    assertEquals("b", read("a".repeat(1023) + "\nb\n"));
    assertEquals("a".repeat(1022) + " / b", read("a".repeat(1022) + "\nb\n"));
    assertEquals(1, diagnostics.all().size());
  }

  @Test
  void bytesThatAreNoUtf8Survive() {
    byte[] bytes = {'n', (byte) 0xE9, ' ', (byte) 0xC3, (byte) 0xA9, (byte) 0xFF};
    String text = Utf8.decode(bytes, 0, bytes.length);
    assertEquals('é', text.charAt(3));
    assertEquals(List.of(toList(bytes)), List.of(toList(Utf8.encode(text))));
  }

  private static List<Integer> toList(byte[] bytes) {
    var list = new java.util.ArrayList<Integer>();
    for (byte b : bytes) {
      list.add(b & 0xFF);
    }
    return list;
  }

  @Test
  void theCaretStandsBelowItsWord() {
    statements("\tx\t\"open\n");
    Diagnostic unterminated = diagnostics.all().get(0);
    assertEquals(
        """
        error: Unterminated quote 'x\t"open'
         --> k.conf:1:4
          |
        1 | \tx\t"open
          | \t \t^^^^^
          = why: a quoted string must end on the line where it begins
          = help: close the quote with a second "
        """,
        DiagnosticRenderer.render(unterminated));
  }

  /** Work grows with the size of a hostile file, not with its square. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a {\n",
        "}\n",
        "{\n",
        "unknown_word x\n",
        "vrrp_instance X\n",
        "vrrp_instance X {\n",
        "vrrp_script s {\nscript x\n}\n",
        "$A=x\n$A ${A} $B\n",
        "~SEQ(I, 1000) ~SEQ(J, 1000) a $I $J\n",
        "vrrp_instance V {\nvirtual_ipaddress {\n~SEQ(I, 60000) 192.0.2.1\n}\n}\n",
        "include k.conf\n",
        "\"\n",
      })
  void hostileTextsEndInTime(String piece) {
    var sources = new CannedSources().with("k.conf", piece.repeat(40_000));
    var facts = CannedHost.ofTheVerdicts().facts();
    assertTimeout(
        Duration.ofSeconds(60),
        () -> ConfigReader.read("k.conf", sources, facts, ReadOptions.DEFAULT));
  }

  /** Whatever the bytes, reading ends, and normalised text reads as the same. */
  @Test
  void noTextBreaksTheReader() {
    var random = new Random(20261121);
    List<Verdicts.Verdict> verdicts = Verdicts.load();
    var facts = CannedHost.ofTheVerdicts().facts();
    for (int round = 0; round < 1_500; round++) {
      byte[] text = verdicts.get(random.nextInt(verdicts.size())).text().clone();
      byte[] other = verdicts.get(random.nextInt(verdicts.size())).text();
      for (int i = random.nextInt(8); i >= 0 && text.length > 0 && other.length > 0; i--) {
        int at = random.nextInt(text.length);
        text[at] =
            random.nextBoolean() ? other[random.nextInt(other.length)] : (byte) random.nextInt();
      }
      var sources = new CannedSources().with("k.conf", text);
      var reading = ConfigReader.read("k.conf", sources, facts, ReadOptions.DEFAULT);
      byte[] normalised = Utf8.encode(reading.normalisedWithPlaces());
      assertEquals(
          reading.configuration(),
          ConfigReader.readNormalised(normalised, facts).configuration(),
          () -> "round of seed 20261121: " + Utf8.decode(text, 0, text.length));
    }
  }
}
