package dev.baton.config.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.config.text.ReadOptions;
import dev.baton.core.bfd.BfdConfig;
import dev.baton.core.model.BfdSessionConfig;
import dev.baton.core.model.Configuration;
import dev.baton.core.model.GarpGroup;
import dev.baton.core.model.ProcessConfig;
import dev.baton.core.net.IpAddress;
import dev.baton.core.track.ProcessPattern;
import dev.baton.core.track.ProcessPattern.Matching;
import dev.baton.core.track.TrackedInterface;
import dev.baton.core.track.TrackedObject;
import dev.baton.core.track.TrackerId;
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
            new ProcessPattern(List.of("haproxy", "-f", "a b"), Matching.INITIAL, true),
            new Weight(-20, true),
            2,
            4,
            3 * SECOND,
            5 * SECOND),
        process(
            "process haproxy -f \"a b\"\nparam_match initial\nweight -20 reverse\nquorum 2\n"
                + "quorum_max 4\ndelay 5\nfork_delay 3\nfull_command"));
  }

  @Test
  void aProcessByDefault() {
    assertEquals(
        new ProcessConfig(
            "P",
            new ProcessPattern(List.of("sshd"), Matching.PROGRAM_ONLY, false),
            Weight.FAULT,
            1,
            ProcessConfig.UNLIMITED,
            0,
            0),
        process("process sshd"));
  }

  @ParameterizedTest
  @CsvSource({"'', EXACT", "param_match, EXACT", "param_match partial, PARTIAL"})
  void parametersAreComparedAsTheWordSays(String word, Matching matching) {
    assertEquals(matching, process("process sshd -D\n" + word).pattern().matching());
  }

  /** Weights of lines go before those of definitions; a member of a group keeps its own. */
  @Test
  void processesAreTrackedWithTheirWeights() {
    Configuration read =
        read(
            """
            vrrp_track_process P {
              process sshd
              weight -254 reverse
            }
            vrrp_track_process Q {
              process nginx
            }
            vrrp_sync_group G {
              group {
                A
              }
              track_process {
                Q weight 9
              }
            }
            vrrp_instance A {
              interface eth0
              virtual_router_id 1
              virtual_ipaddress {
                192.0.2.1
              }
              track_process {
                P
                P weight 3
                nosuch
              }
            }
            vrrp_instance B {
              interface eth0
              virtual_router_id 2
              virtual_ipaddress {
                192.0.2.2
              }
              track_process {
                Q weight 254
              }
            }
            """);
    var ofP = new TrackedObject(TrackerId.process("P"), new Weight(-254, true));
    var ofQ = new TrackedObject(TrackerId.process("Q"), new Weight(9, false));
    assertEquals(List.of(ofP, ofQ), read.instances().getFirst().trackedObjects());
    assertEquals(List.of(), read.instances().getFirst().heldBecause());
    assertEquals(
        List.of(new TrackedObject(TrackerId.process("Q"), new Weight(253, false))),
        read.instances().getLast().trackedObjects());
    assertEquals(List.of(), read.noEffectYet());
  }

  /** As keepalived has it: the interfaces count, and not what somebody deletes there. */
  @Test
  void aTrackGroupSharesTheInterfacesOfWhatIsStatic() {
    String statics =
        """
        track_group T {
          group {
            A B nosuch
          }
        }
        static_ipaddress {
          198.51.100.1/24 dev eth1 track_group T
          198.51.100.2/24 dev eth2
        }
        static_routes {
          10.9.0.0/16 via 198.51.100.9 dev eth3 track_group T
        }
        static_rules {
          from 10.9.0.0/16 iif eth0 table 77 priority 9 track_group T
        }
        """;
    String instances =
        instance("A", 1, "") + instance("B", 2, "track_interface {\neth1 weight 5\n}");
    Configuration read =
        read("global_defs {\ndynamic_interfaces\n}\n" + statics + instances + instance("C", 3, ""));
    var shared =
        List.of(
            new TrackedInterface("eth1", Weight.FAULT), new TrackedInterface("eth3", Weight.FAULT));
    assertEquals(shared, read.instances().get(0).trackedInterfaces());
    assertEquals(shared, read.instances().get(1).trackedInterfaces());
    assertEquals(List.of(), read.instances().get(2).trackedInterfaces());
    assertEquals(List.of(), read.noEffectYet());
  }

  private static String instance(String name, int vrid, String words) {
    return """
        vrrp_instance %s {
          interface eth0
          virtual_router_id %d
          virtual_ipaddress {
            192.0.2.%d
          }
          %s
        }
        """
        .formatted(name, vrid, vrid, words);
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
