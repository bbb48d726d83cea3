package dev.baton.router.hands;

import static dev.baton.core.node.Transition.Event.BACKUP;
import static dev.baton.core.node.Transition.Event.FAULT;
import static dev.baton.core.node.Transition.Event.MASTER;
import static dev.baton.core.node.Transition.Event.STOP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.config.ConfigReader;
import dev.baton.core.config.Configuration;
import dev.baton.core.config.host.HostFacts.InterfaceFact;
import dev.baton.core.config.host.RecordedFacts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RehearsalTest {

  private static final int UP_AND_RUNNING = 0x1043;

  private static Configuration configuration(String text) {
    var eth0 = new InterfaceFact("eth0", 2, UP_AND_RUNNING, 1500, List.of());
    var facts =
        new RecordedFacts(
            "host",
            0,
            2,
            Map.of("eth0", Optional.of(eth0)),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of());
    var reading = ConfigReader.readNormalised(text.getBytes(StandardCharsets.UTF_8), facts);
    assertEquals(List.of(), reading.fatal());
    return reading.configuration();
  }

  private static String instance(String words) {
    return """
        vrrp_instance VI_1 {
          interface eth0
          virtual_router_id 51
          priority 100
          %s
          virtual_ipaddress {
            10.9.0.100
          }
        }
        """
        .formatted(words);
  }

  @Test
  void playsTheWholeLifeOfATakeOver() {
    var rehearsal = Rehearsal.of(configuration(instance("")));
    assertEquals(List.of(BACKUP, MASTER, FAULT, BACKUP, MASTER, STOP), rehearsal.play());
  }

  @Test
  void beginsWithAnInventedConfiguration() {
    assertTrue(Rehearsal.of(Rehearsal.invented()).play().contains(MASTER));
  }

  @Test
  void playsAsOftenAsTheCompilerNeeds() {
    var rehearsal = Rehearsal.of(configuration(instance("state BACKUP\n  nopreempt")));
    int lives = 0;
    while (!rehearsal.isOver()) {
      assertTrue(rehearsal.play().contains(MASTER));
      lives++;
    }
    assertEquals(250, lives);
  }

  @Test
  void needsAnInstance() {
    var nobody = Rehearsal.of(configuration("global_defs {\n}\n"));
    assertTrue(nobody.isOver());
    assertEquals(List.of(), nobody.play());
    assertFalse(Rehearsal.of(configuration(instance(""))).isOver());
  }
}
