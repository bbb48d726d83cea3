package dev.baton.core.kernel;

import java.util.Set;

/**
 * What the kernel holds, as far as we have a say in it.
 *
 * @param present what is there, in the order in which it is to be removed
 * @param doubtful of these, what may have gone: to be removed all the same, but not counted on
 * @param hosts of these, the host's own, which stay whatever is desired
 */
public record Actual(Set<Resource> present, Set<Resource> doubtful, Set<Resource> hosts) {

  /** Nothing at all. */
  public static final Actual NOTHING = new Actual(Set.of(), Set.of(), Set.of());

  /** Whether there is no doubt that this one is there. */
  public boolean certain(Resource resource) {
    return present.contains(resource) && !doubtful.contains(resource);
  }
}
