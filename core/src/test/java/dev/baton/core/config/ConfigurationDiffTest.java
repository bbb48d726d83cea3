package dev.baton.core.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.core.config.ConfigurationDiff.Added;
import dev.baton.core.config.ConfigurationDiff.Change;
import dev.baton.core.config.ConfigurationDiff.Changed;
import dev.baton.core.config.ConfigurationDiff.Removed;
import dev.baton.core.config.ConfigurationDiff.Same;
import dev.baton.core.config.text.ReadOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a reload means for an instance follows from what it is, not from its name. */
final class ConfigurationDiffTest {

  private static Configuration of(String... instances) {
    var sources = new CannedSources().with("k.conf", String.join("", instances));
    return ConfigReader.read(
            "k.conf", sources, CannedHost.ofTheVerdicts().facts(), ReadOptions.DEFAULT)
        .configuration();
  }

  private static String instance(String name, int vrid, int priority) {
    return """
        vrrp_instance %s {
          interface eth0
          virtual_router_id %d
          priority %d
          virtual_ipaddress { 192.0.2.%d }
        }
        """
        .formatted(name, vrid, priority, vrid);
  }

  private static List<String> changes(Configuration before, Configuration after) {
    return ConfigurationDiff.between(before, after).stream()
        .map(ConfigurationDiffTest::shown)
        .toList();
  }

  private static String shown(Change change) {
    return switch (change) {
      case Same(var instance) -> "same " + instance.name();
      case Changed(var before, var after) -> "changed " + before.name() + " " + after.name();
      case Added(var instance) -> "added " + instance.name();
      case Removed(var instance) -> "removed " + instance.name();
    };
  }

  @Test
  void everyInstanceHasOneFate() {
    var before = of(instance("A", 1, 100), instance("B", 2, 100), instance("C", 3, 100));
    var after = of(instance("A", 1, 100), instance("X", 2, 100), instance("D", 4, 100));
    assertEquals(List.of("same A", "changed B X", "added D", "removed C"), changes(before, after));
  }

  @Test
  void anotherVridIsAnotherRouter() {
    assertEquals(
        List.of("added A", "removed A"),
        changes(of(instance("A", 1, 100)), of(instance("A", 2, 100))));
  }

  @Test
  void anotherPriorityIsTheSameRouterChanged() {
    assertEquals(
        List.of("changed A A"), changes(of(instance("A", 1, 100)), of(instance("A", 1, 90))));
  }
}
