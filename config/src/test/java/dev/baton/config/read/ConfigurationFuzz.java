package dev.baton.config.read;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The configuration reader under Jazzer, as {@link ConfigurationFuzzTest} is its fuzz of every
 * build. With {@code JAZZER_FUZZ=1} it starts from the verdicts; else it reads these only.
 */
final class ConfigurationFuzz {

  static Stream<byte[]> verdicts() {
    return Verdicts.load().stream().map(Verdicts.Verdict::text);
  }

  @MethodSource("verdicts")
  @FuzzTest
  void reads(byte[] text) {
    ConfigurationFuzzTest.check(text, text, CannedHost.ofTheVerdicts().facts());
  }
}
