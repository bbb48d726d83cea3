package dev.baton.config.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.text.ReadOptions;
import dev.baton.core.model.Command.Identity;
import dev.baton.core.model.NotifyFifo;
import dev.baton.core.model.TrackFileConfig;
import dev.baton.core.model.TrackFileConfig.Init;
import dev.baton.core.track.TrackedObject;
import dev.baton.core.track.TrackerId;
import dev.baton.core.track.Weight;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tracked files and notify FIFOs become typed values, or are told of. */
final class ObserverReaderTest {

  private static ConfigReader.Reading read(String before, String within) {
    String text =
        """
        %s
        vrrp_instance A {
          interface eth0
          virtual_router_id 1
          virtual_ipaddress { 192.0.2.1 }
        %s
        }
        """
            .formatted(before, within);
    var host = CannedHost.ofTheVerdicts().user("alice", 1000, 1000);
    return ConfigReader.read(
        "k.conf", new CannedSources().with("k.conf", text), host.facts(), ReadOptions.DEFAULT);
  }

  private static String file(String body) {
    return "track_file F {\nfile /tmp/nosuch.1\n" + body + "\n}\n";
  }

  private static List<String> codes(ConfigReader.Reading reading) {
    return reading.diagnostics().stream().map(Diagnostic::code).toList();
  }

  private static List<TrackedObject> tracked(ConfigReader.Reading reading) {
    return reading.configuration().instances().get(0).trackedObjects();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 1, false",
    "weight 0, 0, false",
    "weight 0 reverse, 0, true",
    "weight -254 reverse, -254, true",
    "weight 254, 254, false",
  })
  void weightsAreTheDefinitionsUnlessTheLineHasItsOwn(String body, int points, boolean reverse) {
    var reading = read(file(body), "track_file {\nF\n}");
    assertEquals(List.of(), codes(reading));
    var weight = new Weight(points, reverse);
    assertEquals(
        List.of(new TrackFileConfig("F", "/tmp/nosuch.1", weight, Optional.empty())),
        reading.configuration().files());
    assertEquals(List.of(new TrackedObject(TrackerId.file("F"), weight)), tracked(reading));
    var own = read(file(body), "track_file {\nF weight -254 reverse\n}");
    assertEquals(
        List.of(new TrackedObject(TrackerId.file("F"), new Weight(-254, true))), tracked(own));
    assertEquals(List.of(), reading.configuration().noEffectYet());
    assertEquals(List.of(), reading.configuration().instances().get(0).heldBecause());
  }

  @ParameterizedTest
  @CsvSource({
    "init_file, 0, false",
    "init_file 7, 7, false",
    "init_file -254 overwrite, -254, true",
    "init_file overwrite, 0, true",
    "init_file overwrite 3, 3, true",
  })
  void filesMayBeginWithANumber(String line, int value, boolean overwrite) {
    var reading = read(file(line), "track_file {\nF\n}");
    assertEquals(
        Optional.of(new Init(value, overwrite)), reading.configuration().files().getFirst().init());
  }

  @Test
  void theFormerNameIsTheSame() {
    var reading = read(file("").replace("track_file", "vrrp_track_file"), "track_file {\nF\n}");
    assertEquals(List.of(), codes(reading));
    assertEquals(1, tracked(reading).size());
  }

  @ParameterizedTest
  @CsvSource({
    "'track_file F {\n}', no-file, removed-tracker",
    "'track_file F {\nfile /absent/dir/f\n}', unwatchable, removed-tracker",
    "'track_file G {\nfile /tmp/nosuch.1\n}', not-found,",
  })
  void aFileThatCannotBeTrackedIsLeftOut(String definition, String code, String another) {
    var reading = read(definition, "track_file {\nF\n}");
    assertEquals(another == null ? List.of(code) : List.of(code, another), codes(reading));
    assertEquals(List.of(), tracked(reading));
    assertEquals(5, reading.exitCode());
  }

  @Test
  void aFileMustBeDefinedBeforeItsUse() {
    String text = "track_file {\nF\n}\n}\n" + file("") + "vrrp_script last {\nscript /usr/bin/true";
    var reading = read("", text);
    assertTrue(codes(reading).contains("not-found"), () -> codes(reading).toString());
    assertEquals(List.of(), tracked(reading));
  }

  @ParameterizedTest
  @CsvSource({"'', true, true", "weight 5, true, false", "weight 0, false, true"})
  void anOwnersFileIsAFaultOrNothing(String body, boolean told, boolean counts) {
    var reading = read(file(body), "priority 255\nstate MASTER\ntrack_file {\nF\n}");
    assertEquals(told, codes(reading).contains("owner-weight"));
    var fault = new TrackedObject(TrackerId.file("F"), Weight.FAULT);
    assertEquals(counts ? List.of(fault) : List.of(), tracked(reading));
  }

  @ParameterizedTest
  @ValueSource(strings = {"notify_fifo", "vrrp_notify_fifo"})
  void fifosHaveTheirOwner(String word) {
    assertEquals(
        List.of(new NotifyFifo(word, "/run/f", Identity.DAEMON, Optional.empty())),
        fifos(word + " /run/f"));
    assertEquals(
        List.of(
            new NotifyFifo(word, "/run/f", new Identity(1000, 1000, List.of()), Optional.empty())),
        fifos(word + " /run/f alice"));
    assertEquals(
        List.of(new NotifyFifo(word, "/run/f", new Identity(1000, 0, List.of()), Optional.empty())),
        fifos(word + " /run/f alice root"));
  }

  private static List<NotifyFifo> fifos(String line) {
    var reading = read("global_defs {\n" + line + "\n}", "");
    assertEquals(List.of(), reading.configuration().noEffectYet());
    return reading.configuration().global().fifos();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobodyknows", "alice nobodyknows"})
  void aFifoOfNobodyIsNone(String owner) {
    var reading = read("global_defs {\nnotify_fifo /run/f " + owner + "\n}", "");
    assertEquals(List.of("fifo-owner"), codes(reading));
    assertEquals(List.of(), reading.configuration().global().fifos());
  }

  @Test
  void theProgramsOfFifosAreJudgedAsScripts() {
    String global =
        """
        global_defs {
          enable_script_security
          script_user root
          notify_fifo /run/g
          vrrp_notify_fifo /run/v
          vrrp_notify_fifo_script "/usr/bin/true a"
          notify_fifo_script /usr/bin/nosuch
        }
        """;
    var reading = read(global, "");
    assertEquals(List.of("script-disabled"), codes(reading));
    List<NotifyFifo> fifos = reading.configuration().global().fifos();
    assertEquals(List.of("/run/g", "/run/v"), fifos.stream().map(NotifyFifo::path).toList());
    assertTrue(fifos.get(0).script().isEmpty());
    assertEquals("/usr/bin/true a", fifos.get(1).script().orElseThrow().text());
  }
}
