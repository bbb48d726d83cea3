package dev.baton.config.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.baton.config.facts.Sources.Reason;
import dev.baton.config.read.Verdicts.Verdict;
import dev.baton.config.text.ReadOptions;
import dev.baton.core.net.Utf8;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The exit code of {@code -t} on some 1,400 configurations is what keepalived 2.4.3 gives, in one
 * process and in about a second.
 */
final class VerdictTest {

  /** Where we differ on purpose: the code that we give, and why. */
  private static final Map<String, Integer> DELIBERATE =
      Map.of(
          // keepalived crashes on ${_ENV} without a name (discrepancies 9).
          "def_env_noarg", 2,
          // keepalived crashes on a group without a name (discrepancies 9).
          "vs_group_noname", 5,
          // keepalived reads a conditional include twice and calls it a duplicate
          // (discrepancies 10).
          "inc_conditional", 0);

  private static final String INCLUDED =
      """
      vrrp_instance VI_inc {
          interface eth0
          virtual_router_id 77
          virtual_ipaddress {
              10.1.0.177
          }
      }
      """;

  static ConfigReader.Reading read(Verdict verdict) {
    String path = "conf/" + verdict.name() + ".conf";
    var sources =
        new CannedSources()
            .with(path, verdict.text())
            .with("conf/inc/good.inc", INCLUDED)
            .with("conf/inc/bad.inc", "foo bar\n")
            .with("conf/inc/nest.inc", "include good.inc\n")
            .refusing("conf/inc/exec.inc", Reason.EXECUTABLE)
            .refusing("conf/inc", Reason.DIRECTORY);
    boolean named = verdict.options().startsWith("-i ");
    var options =
        named ? new ReadOptions(verdict.options().substring(3), false, 1) : ReadOptions.DEFAULT;
    return ConfigReader.read(path, sources, CannedHost.ofTheVerdicts().facts(), options);
  }

  @Test
  void exitCodesAreThoseOfKeepalived() {
    List<String> differences = new ArrayList<>();
    for (Verdict verdict : Verdicts.load()) {
      int expected = DELIBERATE.getOrDefault(verdict.name(), verdict.exitCode());
      int actual = read(verdict).exitCode();
      if (actual != expected) {
        differences.add(
            verdict.name()
                + ": "
                + actual
                + " instead of "
                + expected
                + ", "
                + verdict.exercises());
      }
    }
    assertEquals(List.of(), differences);
  }

  @Test
  void normalisedTextReadsAsTheSameModel() {
    var facts = CannedHost.ofTheVerdicts().facts();
    for (Verdict verdict : Verdicts.load()) {
      var reading = read(verdict);
      byte[] text = Utf8.encode(reading.normalisedWithPlaces());
      var again = ConfigReader.readNormalised(text, facts);
      assertEquals(reading.configuration(), again.configuration(), verdict.name());
      var plain = ConfigReader.readNormalised(Utf8.encode(reading.normalised()), facts);
      assertEquals(reading.normalised(), plain.normalised(), verdict.name());
    }
  }

  /** What `baton show` prints can take the place of the file. */
  @Test
  void normalisedTextIsAFileOfTheSameModel() {
    var facts = CannedHost.ofTheVerdicts().facts();
    List<String> differences = new ArrayList<>();
    for (Verdict verdict : Verdicts.load()) {
      var reading = read(verdict);
      var sources = new CannedSources().with("shown.conf", Utf8.encode(reading.normalised()));
      var again = ConfigReader.read("shown.conf", sources, facts, ReadOptions.DEFAULT);
      if (!withoutPlaces(reading).equals(withoutPlaces(again))) {
        differences.add(verdict.name() + " is other");
      } else if (!reading.normalised().equals(again.normalised())) {
        differences.add(verdict.name() + " is shown otherwise");
      }
    }
    assertEquals(List.of(), differences);
  }

  /** The model as text, without the numbers of lines. */
  private static String withoutPlaces(ConfigReader.Reading reading) {
    return reading.configuration().toString().replaceAll(" at line \\d+", "");
  }

  @Test
  void routerReadsTheSameInstancesFromItsPart() {
    var facts = CannedHost.ofTheVerdicts().facts();
    for (Verdict verdict : Verdicts.load()) {
      var reading = read(verdict);
      var part = ConfigReader.readNormalised(Utf8.encode(reading.routerText()), facts);
      var expected = reading.configuration();
      var actual = part.configuration();
      assertEquals(expected.instances(), actual.instances(), verdict.name());
      assertEquals(expected.router(), actual.router(), verdict.name());
      assertEquals(expected.interfaceDelays(), actual.interfaceDelays(), verdict.name());
      assertFalse(reading.routerText().contains("real_server "), verdict.name());
    }
  }
}
