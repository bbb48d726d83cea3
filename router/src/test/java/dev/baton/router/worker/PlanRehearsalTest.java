package dev.baton.router.worker;

import static dev.baton.core.node.Transition.Event.BACKUP;
import static dev.baton.core.node.Transition.Event.FAULT;
import static dev.baton.core.node.Transition.Event.MASTER;
import static dev.baton.core.node.Transition.Event.STOP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.baton.config.facts.HostFacts.InterfaceFact;
import dev.baton.config.facts.RecordedFacts;
import dev.baton.config.read.ConfigReader;
import dev.baton.core.kernel.KernelStep;
import dev.baton.core.kernel.Operation;
import dev.baton.core.model.Configuration;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PlanRehearsalTest {

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
    var rehearsal = PlanRehearsal.of(configuration(instance("")));
    assertEquals(
        List.of(BACKUP, MASTER, FAULT, BACKUP, MASTER, STOP),
        rehearsal.playLife(PlanRehearsal.encoder()));
  }

  @Test
  void playsATakeOverAlone() {
    var rehearsal = PlanRehearsal.of(configuration(instance("")));
    assertEquals(List.of(BACKUP, MASTER), rehearsal.playTakeOver(_ -> {}));
  }

  @Test
  void plansForNoInterfaceThatExistsAndChangesNoSettings() {
    List<KernelStep> steps = new ArrayList<>();
    PlanRehearsal.of(configuration(instance("promote_secondaries")))
        .playLife(plan -> steps.addAll(plan.steps()));
    assertFalse(steps.isEmpty());
    for (KernelStep step : steps) {
      switch (step) {
        case KernelStep.Change(var operations) -> assertNowhere(operations);
        case KernelStep.SendFrames(int linkIndex, _) -> assertEquals(Integer.MAX_VALUE, linkIndex);
        case KernelStep.WriteSysctl _, KernelStep.RestoreSysctl _, KernelStep.KeepFirewall _ ->
            fail("" + step);
      }
    }
  }

  private static void assertNowhere(List<Operation> operations) {
    operations.forEach(it -> assertEquals(Integer.MAX_VALUE, it.resource().linkIndex()));
  }

  @Test
  void beginsWithAnInventedConfiguration() {
    assertTrue(PlanRehearsal.of(PlanRehearsal.invented()).playLife(_ -> {}).contains(MASTER));
  }

  @Test
  void endsAsMasterHoweverTheInstanceBegins() {
    for (String words : List.of("state BACKUP\n  nopreempt", "state MASTER", "priority 255")) {
      var rehearsal = PlanRehearsal.of(configuration(instance(words)));
      assertTrue(rehearsal.playTakeOver(_ -> {}).contains(MASTER), words);
    }
  }

  @Test
  void needsAnInstance() {
    var nobody = PlanRehearsal.of(configuration("global_defs {\n}\n"));
    assertEquals(List.of(), nobody.playLife(_ -> fail("a plan")));
    assertEquals(List.of(), nobody.playTakeOver(_ -> fail("a plan")));
  }
}
