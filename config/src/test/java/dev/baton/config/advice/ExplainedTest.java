package dev.baton.config.advice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.read.CannedHost;
import dev.baton.config.read.CannedSources;
import dev.baton.config.read.ConfigReader;
import dev.baton.config.read.Verdicts;
import dev.baton.config.text.ReadOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whoever is told of a mistake is told why it is one, or what to write instead. */
final class ExplainedTest {

  @Test
  void everyMistakeOfTheVerdictsHasACauseOrHelp() throws IOException {
    var bare = new TreeMap<String, Integer>();
    int told = 0;
    var facts = CannedHost.ofTheVerdicts().facts();
    for (Verdicts.Verdict verdict : Verdicts.load()) {
      String text = new String(verdict.text(), StandardCharsets.UTF_8);
      var sources = new CannedSources().with("k.conf", text);
      var reading = ConfigReader.readForAdvice("k.conf", sources, facts, ReadOptions.DEFAULT);
      for (Diagnostic diagnostic : Linter.check(reading, facts)) {
        told++;
        if (diagnostic.cause().isEmpty() && diagnostic.help().isEmpty()) {
          bare.merge(
              diagnostic.code() + ": " + diagnostic.message().replaceAll("[0-9]+", "N"),
              1,
              Integer::sum);
        }
      }
    }
    assertTrue(told > 1_000, told + " mistakes were told");
    assertEquals(new TreeMap<>(), bare);
  }
}
