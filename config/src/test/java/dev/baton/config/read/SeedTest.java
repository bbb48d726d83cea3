package dev.baton.config.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.DiagnosticRenderer;
import dev.baton.config.text.ReadOptions;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.model.ScriptConfig;
import dev.baton.core.net.Utf8;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The configurations printed in the founding documents, mistakes included: their exit code, what
 * runs, and every word of the diagnostics. {@code -Dgolden.update} writes the expectations anew.
 */
final class SeedTest {

  private static final Path FOLDER = Path.of("src/test/resources/dev/baton/config/read/seeds");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "000-1-master",
        "000-2-backup",
        "001-1-node1",
        "001-2-node2",
        "002-1-master",
        "002-2-backup",
        "003-0-default",
        "003-1-master",
        "003-2-backup",
        "003-3-healthcheck",
        "003-4-script",
        "003-5-multivip1",
        "003-6-multivip2",
        "004-1-master",
        "004-2-slave",
        "004-3-checkfragment",
        "004-4-combined",
        "004-4-fixed"
      })
  void seed(String name) throws IOException {
    var sources =
        new CannedSources()
            .with(name + ".conf", Files.readAllBytes(FOLDER.resolve(name + ".conf")));
    var host = CannedHost.ofTheVerdicts();
    host.link("enp3s0").link("ens33").link("eno16777736");
    var reading = ConfigReader.read(name + ".conf", sources, host.facts(), ReadOptions.DEFAULT);
    String actual = summary(reading);
    Path expected = FOLDER.resolve(name + ".expected");
    if (System.getProperty("golden.update") != null) {
      Files.writeString(expected, actual);
    }
    assertEquals(Files.readString(expected), actual);

    sources.with("shown.conf", Utf8.encode(reading.normalised()));
    var again = ConfigReader.read("shown.conf", sources, host.facts(), ReadOptions.DEFAULT);
    assertEquals(reading.configuration().instances(), again.configuration().instances());
    assertEquals(reading.configuration().scripts(), again.configuration().scripts());
    assertEquals(reading.normalised(), again.normalised());
  }

  private static String summary(ConfigReader.Reading reading) {
    var out = new StringBuilder("exit " + reading.exitCode() + "\n");
    for (ScriptConfig script : reading.configuration().scripts()) {
      out.append("script ").append(script.name()).append(' ').append(script.command().kind());
      out.append(" weight ").append(script.weight().points()).append('\n');
    }
    for (InstanceConfig instance : reading.configuration().instances()) {
      out.append("instance ").append(instance.vrrp()).append(" on ");
      out.append(instance.interfaceName()).append('\n');
      instance
          .addresses()
          .forEach(address -> out.append("  address ").append(address.prefix()).append('\n'));
      instance
          .trackedObjects()
          .forEach(tracked -> out.append("  tracks ").append(tracked).append('\n'));
    }
    for (String line : reading.configuration().noEffectYet()) {
      out.append(line).append('\n');
    }
    for (Diagnostic diagnostic : reading.diagnostics()) {
      out.append('\n').append(DiagnosticRenderer.render(diagnostic));
    }
    return out.toString();
  }
}
