package dev.baton.config.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.config.facts.FactsRecorder;
import dev.baton.config.facts.FactsText;
import dev.baton.config.text.ReadOptions;
import org.junit.jupiter.api.Test;

/** A recorder keeps just what a reading asked for, and that is enough for another. */
final class FactsRecorderTest {

  @Test
  void whatWasAskedIsEnoughForASecondReading() {
    var sources = new CannedSources();
    for (Verdicts.Verdict verdict : Verdicts.load()) {
      sources.with("k.conf", verdict.text());
      var recorder = new FactsRecorder(CannedHost.ofTheVerdicts().facts());
      var first = ConfigReader.read("k.conf", sources, recorder, ReadOptions.DEFAULT);
      var recorded = FactsText.read(FactsText.print(recorder.recorded()));
      var second = ConfigReader.read("k.conf", sources, recorded, ReadOptions.DEFAULT);
      assertEquals(first.configuration(), second.configuration(), verdict.name());
      assertEquals(first.exitCode(), second.exitCode(), verdict.name());
    }
  }
}
