package dev.baton.config.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.config.text.ReadOptions;
import dev.baton.core.bfd.BfdConfig;
import dev.baton.core.model.BfdSessionConfig;
import dev.baton.core.model.Configuration;
import dev.baton.core.model.GarpGroup;
import dev.baton.core.model.ProcessConfig;
import dev.baton.core.model.ProcessConfig.Matching;
import dev.baton.core.net.IpAddress;
import dev.baton.core.track.Weight;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The model that tracked processes, BFD sessions and groups of interfaces give. */
final class TrackerModelTest {

  private static final long MILLISECOND = 1_000_000;
  private static final long SECOND = 1_000_000_000;

  private static Configuration read(String text) {
    var sources = new CannedSources().with("k.conf", text);
    var facts = CannedHost.ofTheVerdicts().facts();
    return ConfigReader.read("k.conf", sources, facts, ReadOptions.DEFAULT).configuration();
  }

  private static ProcessConfig process(String lines) {
    return read("vrrp_track_process P {\n" + lines + "\n}\n").processes().getFirst();
  }

  private static BfdSessionConfig session(String lines) {
    return read("bfd_instance B {\n" + lines + "\n}\n").sessions().getFirst();
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }

  @Test
  void everyWordOfAProcess() {
    assertEquals(
        new ProcessConfig(
            "P",
            List.of("haproxy", "-f", "a b"),
            Matching.INITIAL,
            new Weight(-20, true),
            2,
            4,
            3 * SECOND,
            5 * SECOND,
            true),
        process(
            "process haproxy -f \"a b\"\nparam_match initial\nweight -20 reverse\nquorum 2\n"
                + "quorum_max 4\ndelay 5\nfork_delay 3\nfull_command"));
  }

  @Test
  void aProcessByDefault() {
    assertEquals(
        new ProcessConfig(
            "P",
            List.of("sshd"),
            Matching.PROGRAM_ONLY,
            Weight.FAULT,
            1,
            ProcessConfig.UNLIMITED,
            0,
            0,
            false),
        process("process sshd"));
  }

  @ParameterizedTest
  @CsvSource({"'', EXACT", "param_match, EXACT", "param_match partial, PARTIAL"})
  void parametersAreComparedAsTheWordSays(String word, Matching matching) {
    assertEquals(matching, process("process sshd -D\n" + word).matching());
  }

  @Test
  void everyWordOfASession() {
    assertEquals(
        new BfdSessionConfig(
            new BfdConfig("B", 50 * MILLISECOND, 60 * MILLISECOND, 2 * SECOND, 3, true),
            address("192.0.2.2"),
            Optional.of(address("192.0.2.1")),
            200,
            100,
            true,
            new Weight(-10, false),
            true,
            false),
        session(
            "source_ip 192.0.2.1\nneighbor_ip 192.0.2.2\nmin_rx 50\nmin_tx 60\nidle_tx 2000\n"
                + "multiplier 3\npassive\nttl 200\nmax_hops 100\nmultihop\nweight -10\nvrrp"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.2", "2001:db8::2"})
  void aSessionByDefault(String neighbor) {
    assertEquals(
        new BfdSessionConfig(
            new BfdConfig("B", 10 * MILLISECOND, 10 * MILLISECOND, SECOND, 5, false),
            address(neighbor),
            Optional.empty(),
            255,
            0,
            false,
            Weight.FAULT,
            true,
            true),
        session("neighbor_ip " + neighbor));
  }

  @Test
  void anyNumberOfHops() {
    assertEquals(
        BfdSessionConfig.ANY_HOPS, session("neighbor_ip 192.0.2.2\nmax_hops -1").hopsMax());
  }

  @Test
  void whatHasAMistakeIsNotThere() {
    Configuration read =
        read(
            """
            vrrp_track_process P {
              quorum 2
            }
            bfd_instance A {
              neighbor_ip 192.0.2.2
            }
            bfd_instance B {
              neighbor_ip 192.0.2.2
            }
            bfd_instance C {
              min_rx 5
            }
            """);
    assertEquals(List.of(), read.processes());
    assertEquals(List.of("A"), read.sessions().stream().map(BfdSessionConfig::name).toList());
  }

  @Test
  void groupsOfInterfaces() {
    Configuration read =
        read(
            """
            garp_group {
              garp_interval 0.5
              interface eth0
            }
            garp_group {
              gna_interval 2
              interfaces {
                eth0 eth1
              }
            }
            garp_group {
              interface eth1
            }
            """);
    assertEquals(
        List.of(
            new GarpGroup(List.of("eth0"), SECOND / 2, 0),
            new GarpGroup(List.of("eth1"), 0, 2 * SECOND)),
        read.garpGroups());
  }
}
