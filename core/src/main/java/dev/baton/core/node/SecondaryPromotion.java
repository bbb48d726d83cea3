package dev.baton.core.node;

import dev.baton.core.kernel.KernelStep;
import dev.baton.core.kernel.KernelStep.RestoreSysctl;
import dev.baton.core.kernel.KernelStep.WriteSysctl;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sysctl promote_secondaries of the interfaces whose instances request it. Without it, when the
 * first address of a network is deleted, the kernel also deletes all others of that network.
 */
final class SecondaryPromotion {

  /** Where it is set, by the index of the link: one that is made anew has lost the setting. */
  private final Map<Integer, String> set = new LinkedHashMap<>();

  /** The steps that set it where it is asked for, and restore it where it no longer is. */
  List<KernelStep> refresh(Collection<Instance> instances, Links links) {
    Map<Integer, String> wanted = new LinkedHashMap<>();
    for (Instance instance : instances) {
      int index = instance.location().linkIndex();
      if (instance.config().promoteSecondaries() && index != Links.NONE) {
        wanted.put(index, instance.config().interfaceName());
      }
    }
    var steps = new ArrayList<KernelStep>();
    wanted.forEach(
        (index, name) -> {
          if (!set.containsKey(index)) {
            steps.add(new WriteSysctl(path(name), "1"));
          }
        });
    set.forEach(
        (index, name) -> {
          if (!wanted.containsKey(index) && links.indexOf(name) == index) {
            steps.add(new RestoreSysctl(path(name), "1"));
          }
        });
    set.clear();
    set.putAll(wanted);
    return steps;
  }

  /** The steps that restore everything. */
  List<KernelStep> restore() {
    List<KernelStep> steps = new ArrayList<>();
    set.values().forEach(name -> steps.add(new RestoreSysctl(path(name), "1")));
    set.clear();
    return steps;
  }

  private static String path(String link) {
    return "net/ipv4/conf/" + link + "/promote_secondaries";
  }
}
