package dev.baton.core.node;

import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.kernel.Firewall;
import dev.baton.core.kernel.Firewall.Share;
import dev.baton.core.kernel.KernelStep;
import dev.baton.core.kernel.KernelStep.KeepFirewall;
import dev.baton.core.net.IpFamily;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How much there is to be filtered, of each family, as the worker was told last. The tables
 * themselves come with the first filter, for an instance may be backup for its whole life.
 */
final class FirewallShares {

  private Optional<KeepFirewall> told = Optional.empty();
  private Optional<KeepFirewall> ending = Optional.empty();

  /**
   * The step that tells it the settings; what an earlier run left stays for now.
   *
   * @param moved the families that macvlans report their groups in
   */
  List<KernelStep> begin(Firewall settings, Collection<Instance> instances, Set<IpFamily> moved) {
    if (moved.isEmpty() && instances.stream().allMatch(it -> it.config().dropped().isEmpty())) {
      return List.of();
    }
    var all = Map.of(IpFamily.INET, Share.ALL, IpFamily.INET6, Share.ALL);
    told = Optional.of(new KeepFirewall(settings, all));
    return List.of(told.get());
  }

  /** The step that tells it what has changed, if anything has. */
  List<KernelStep> refresh(
      Firewall settings, Collection<Instance> instances, Set<IpFamily> moved, TurnActions turn) {
    Map<IpFamily, Share> shares = new EnumMap<>(IpFamily.class);
    for (IpFamily family : IpFamily.values()) {
      shares.put(family, share(family, instances, moved));
    }
    boolean needed = shares.values().stream().anyMatch(it -> it != Share.NONE);
    if (needed && settings instanceof Firewall.Nftables nftables && !nftables.chosen()) {
      turn.sayOnce(NodeLog.usingNftables());
    }
    var step = new KeepFirewall(settings, shares);
    if (told.filter(step::equals).isPresent()) {
      return List.of();
    }
    told = Optional.of(step);
    return List.of(step);
  }

  /** The step by which every table goes, when nothing is in it any more. */
  List<KernelStep> end() {
    ending = told.filter(it -> it.shares().values().stream().anyMatch(some -> some != Share.NONE));
    var none = Map.of(IpFamily.INET, Share.NONE, IpFamily.INET6, Share.NONE);
    return ending.<KernelStep>map(it -> new KeepFirewall(it.firewall(), none)).stream().toList();
  }

  /** Whether there were tables at the end, of which the worker has to answer for. */
  boolean isEnding() {
    return ending.isPresent();
  }

  private static Share share(IpFamily family, Collection<Instance> instances, Set<IpFamily> moved) {
    boolean drops = moved.contains(family);
    boolean accepts = false;
    for (Instance instance : instances) {
      for (AddressSpec spec : VirtualAddresses.of(instance.config())) {
        if (spec.prefix().address().family() == family) {
          drops |= instance.config().dropped().isPresent();
          accepts |= instance.config().dropped().isEmpty();
        }
      }
    }
    if (!drops) {
      return Share.NONE;
    }
    return accepts ? Share.SOME : Share.ALL;
  }
}
