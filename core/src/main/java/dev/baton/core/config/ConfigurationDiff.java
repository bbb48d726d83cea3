package dev.baton.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a reload means for each instance. An instance goes on, with its state and its counters, if
 * another of the new configuration is the same virtual router; its name does not matter.
 */
public final class ConfigurationDiff {

  private ConfigurationDiff() {}

  /** One instance's fate. */
  public sealed interface Change {}

  /** Nothing about it changed. */
  public record Same(InstanceConfig instance) implements Change {}

  /** It goes on with other settings. */
  public record Changed(InstanceConfig before, InstanceConfig after) implements Change {}

  /** It is new. */
  public record Added(InstanceConfig instance) implements Change {}

  /** It is gone. */
  public record Removed(InstanceConfig instance) implements Change {}

  /** The fate of every instance: those of the new configuration in order, then those gone. */
  public static List<Change> between(Configuration before, Configuration after) {
    var changes = new ArrayList<Change>();
    var left = new ArrayList<>(before.instances());
    for (InstanceConfig instance : after.instances()) {
      Optional<InstanceConfig> old = continued(left, instance);
      old.ifPresent(left::remove);
      if (old.isEmpty()) {
        changes.add(new Added(instance));
      } else if (old.get().equals(instance)) {
        changes.add(new Same(instance));
      } else {
        changes.add(new Changed(old.get(), instance));
      }
    }
    for (InstanceConfig gone : left) {
      changes.add(new Removed(gone));
    }
    return List.copyOf(changes);
  }

  private static Optional<InstanceConfig> continued(
      List<InstanceConfig> candidates, InstanceConfig instance) {
    for (InstanceConfig candidate : candidates) {
      if (instance.continues(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }
}
