package dev.baton.config.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.text.ReadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The exit codes that Debian's keepalived 2.2.7 gave for some 3,000 generated files, which is the
 * answer where 2.4.3 is not known to have another. The file's head says how to read it.
 */
final class PeerVerdictTest {

  private static final Path RECORDED =
      Path.of("src/test/resources/dev/baton/config/read/peer-verdicts.txt");

  /** What this daemon has no memory for, and keepalived takes. */
  private static final String TOO_LARGE = "garp_lower_prio_repeat 2147483647";

  /** keepalived takes -1 for 255 hops, and has a hop limit of 64 for IPv6; see differences.md. */
  private static boolean isOfHops(String line) {
    return line.contains("max_hops -1") || line.contains("fe80::2↵max_hops 65↵");
  }

  @Test
  void exitCodesAreThePeers() throws IOException {
    Map<String, String> parts = new LinkedHashMap<>();
    List<String> differences = new ArrayList<>();
    var facts = CannedHost.ofTheVerdicts().facts();
    int asked = 0;
    for (String line : Files.readAllLines(RECORDED)) {
      int blank = line.indexOf(' ');
      String rest = line.substring(blank + 1);
      if (line.startsWith("#") || line.contains(TOO_LARGE) || isOfHops(line)) {
        continue;
      }
      if (line.startsWith("@")) {
        parts.put(line.substring(0, blank), rest);
        continue;
      }
      String text = rest;
      for (var part : parts.entrySet()) {
        text = text.replace(part.getKey(), part.getValue());
      }
      var sources = new CannedSources().with("k.conf", text.replace('↵', '\n'));
      int actual = ConfigReader.read("k.conf", sources, facts, ReadOptions.DEFAULT).exitCode();
      asked++;
      if (actual != Integer.parseInt(line.substring(0, blank))) {
        differences.add(actual + " instead of " + line);
      }
    }
    assertEquals(List.of(), differences);
    assertTrue(asked > 2_000, asked + " files were recorded");
  }
}
