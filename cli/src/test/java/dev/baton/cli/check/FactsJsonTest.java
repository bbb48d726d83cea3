package dev.baton.cli.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.cli.Said;
import dev.baton.cli.command.Exit;
import dev.baton.config.facts.HostFacts.InterfaceFact;
import dev.baton.config.facts.HostFacts.RoutingName;
import dev.baton.config.facts.HostFacts.UserFact;
import dev.baton.config.facts.PathFact;
import dev.baton.config.facts.RecordedFacts;
import dev.baton.config.facts.RecordedFacts.RoutingKey;
import dev.baton.core.net.IpPrefix;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Facts on their way from one host to a check on another. */
final class FactsJsonTest {

  @TempDir private Path folder;

  @Test
  void readsWhatItPrints() throws IOException {
    var step = new PathFact.Step("/opt/x", PathFact.Kind.FILE, 1, 2, 04755);
    var path =
        new PathFact(
            "/opt/x",
            "/opt/x",
            PathFact.Kind.FILE,
            PathFact.Head.SHEBANG,
            "/bin/sh -e",
            List.of(step),
            true);
    var address = IpPrefix.parse("10.1.0.1/24").orElseThrow();
    var facts =
        new RecordedFacts(
            "alpha",
            1000,
            4,
            Map.of(
                "eth0",
                Optional.of(new InterfaceFact("eth0", 2, 4163, 1500, List.of(address), "vlan"))),
            Map.of("a", Optional.of(new UserFact("a", 7, 8, List.of(8, 9))), "b", Optional.empty()),
            Map.of("g", OptionalInt.of(5), "h", OptionalInt.empty()),
            Map.of("/opt/x", path, "/none", PathFact.absent("/none")),
            Map.of("true", "/usr/bin/true"),
            Map.of("A", "\"x\"\n"),
            Map.of("mail", true),
            Map.of(new RoutingKey(RoutingName.TABLE, "main"), OptionalInt.of(254)),
            Map.of());
    byte[] text = FactsJson.print(facts).getBytes(StandardCharsets.UTF_8);
    assertEquals(facts, FactsJson.read("facts.json", text));
  }

  @Test
  void whatIsRecordedHereIsEnoughForTheSameCheck() throws IOException {
    Path file = folder.resolve("k.conf");
    Files.writeString(
        file,
        """
        global_defs {
          dynamic_interfaces
        }
        vrrp_script s {
          script "/bin/sh -c true"
          user nobody
        }
        vrrp_instance V {
          interface none9
          virtual_router_id 7
          virtual_ipaddress {
            192.0.2.9 dev lo
          }
          track_script {
            s
          }
          virtual_routes {
            192.0.2.0/24 dev lo table main
          }
        }
        """);
    var recorded = Said.by("facts", file.toString());
    assertEquals(Exit.OK, recorded.exitCode(), recorded.err());
    assertTrue(recorded.out().contains("\"lo\""), recorded.out());
    Path facts = Files.writeString(folder.resolve("facts.json"), recorded.out());
    var here = Said.by("check", file.toString());
    var there = Said.by("check", "--host-facts", facts.toString(), file.toString());
    assertEquals(here, there);
  }

  @Test
  void aFileThatIsNotThereIsTold() {
    var said = Said.by("facts", folder.resolve("none").toString());
    assertEquals(Exit.FAILED, said.exitCode());
    assertTrue(said.err().startsWith("baton facts: cannot read "), said.err());
  }
}
