package dev.baton.supervisor.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.baton.supervisor.option.OptionReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exit codes and messages of -t, on real files. */
final class ConfigTestTest {

  static final String INSTANCE =
      """
      global_defs {
        dynamic_interfaces
      }
      vrrp_instance VI_1 {
        interface none9
        virtual_router_id 51
        priority 100
        virtual_ipaddress {
          192.0.2.7/24
        }
      }
      """;

  @TempDir Path directory;

  @Test
  void nothingToComplainOf() throws IOException {
    assertEquals(new ConfigTest.Result(List.of(), 0), test(INSTANCE));
    assertEquals(new ConfigTest.Result(List.of(), 0), test(""));
  }

  @Test
  void anOrdinaryMistakeIsShownInItsPlace() throws IOException {
    ConfigTest.Result result = test("nonsense\n");
    assertEquals(5, result.exitCode());
    assertEquals("(" + file() + ": Line 1) Unknown keyword 'nonsense'", result.lines().getFirst());
    assertEquals("    --> " + file() + ":1:1", result.lines().get(1));
    assertEquals("   1 | nonsense", result.lines().get(3));
  }

  @Test
  void classesOfMistakes() throws IOException {
    assertEquals(2, test("vrrp_instance VI_1 {\n state\n}\n").exitCode());
    assertEquals(6, test("includem none\n").exitCode());
    assertEquals(5, test(INSTANCE + INSTANCE).exitCode());
  }

  @Test
  void aMissingFileCostsNothingUnlessAsked() {
    assertEquals(
        new ConfigTest.Result(List.of("Config files missing '" + file() + "'."), 0),
        withoutHelp(run()));
    assertEquals(4, run("-e").exitCode());
  }

  private static ConfigTest.Result withoutHelp(ConfigTest.Result result) {
    return new ConfigTest.Result(
        result.lines().stream().filter(line -> !line.startsWith(" ")).toList(), result.exitCode());
  }

  @Test
  void aBadFacilityCountsAsAMistake() throws IOException {
    Files.writeString(file(), "");
    assertEquals(new ConfigTest.Result(List.of("Invalid log facility '9'"), 5), run("-S", "9"));
    assertEquals(new ConfigTest.Result(List.of("Invalid --umask option 999"), 0), run("-u", "999"));
  }

  private Path file() {
    return directory.resolve("conf");
  }

  private ConfigTest.Result test(String text) throws IOException {
    Files.writeString(file(), text);
    return run();
  }

  private ConfigTest.Result run(String... words) {
    var all = new ArrayList<>(List.of("-t", "-f", file().toString()));
    all.addAll(List.of(words));
    return ConfigTest.of(
        assertInstanceOf(OptionReader.Accepted.class, OptionReader.read(all.toArray(String[]::new)))
            .options());
  }
}
