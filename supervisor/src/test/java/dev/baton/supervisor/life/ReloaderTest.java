package dev.baton.supervisor.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.baton.supervisor.option.OptionReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which configurations a running daemon changes to. */
final class ReloaderTest {

  @TempDir Path directory;
  private Loading running;

  @BeforeEach
  void start() throws IOException {
    running = load(ConfigTestTest.INSTANCE);
  }

  private Loading load(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("conf"), text);
    return Loading.of(
        assertInstanceOf(
                OptionReader.Accepted.class, OptionReader.read("-n", "-f", file.toString()))
            .options());
  }

  private static Reloader.Verdict verdict(Loading running, Loading next) {
    return Reloader.verdict(running.configuration().global(), next);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "global_defs {\n router_id other\n}\n" + ConfigTestTest.INSTANCE,
        "nonsense\n" + ConfigTestTest.INSTANCE
      })
  void ordinaryMistakesDoNotHinder(String text) throws IOException {
    assertInstanceOf(Reloader.Accepted.class, verdict(running, load(text)));
  }

  @Test
  void whatNoDaemonCanRunWithIsRefused() throws IOException {
    refused(
        "Reload refused", load(ConfigTestTest.INSTANCE.replace("dynamic_interfaces", "lvs_flush")));
    Files.delete(directory.resolve("conf"));
    var options =
        assertInstanceOf(
                OptionReader.Accepted.class,
                OptionReader.read("-n", "-f", directory.resolve("conf").toString()))
            .options();
    refused("Reload refused", Loading.of(options));
  }

  @Test
  void someThingsAreForLife() throws IOException {
    refused("Cannot change instance", load("instance two\n" + ConfigTestTest.INSTANCE));
    refused("Cannot change net_namespace", load("net_namespace blue\n" + ConfigTestTest.INSTANCE));
  }

  @Test
  void withCheckConfigEveryMistakeHinders() throws IOException {
    String check = "global_defs {\n reload_check_config /run/check.log\n}\n";
    running = load(check + ConfigTestTest.INSTANCE);
    refused("New config failed validation, see /run/check.log", load(check + "nonsense\n"));
    assertInstanceOf(
        Reloader.Accepted.class, verdict(running, load(check + ConfigTestTest.INSTANCE)));
  }

  private void refused(String why, Loading next) {
    var refusal = assertInstanceOf(Reloader.Refused.class, verdict(running, next));
    assertEquals(why, refusal.reason().text().substring(0, why.length()));
  }
}
