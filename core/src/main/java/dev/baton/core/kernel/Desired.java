package dev.baton.core.kernel;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the kernel should hold.
 *
 * @param wishes each resource with its lifetime, in the order of the configuration
 */
public record Desired(Map<Resource, Lifetime> wishes) {

  /** From when to when something is desired. */
  public enum Lifetime {
    /** As long as the configuration has it. */
    CONFIGURED,
    /** As long as its instance is master. */
    MASTER
  }

  /** Nothing at all. */
  public static final Desired NOTHING = new Desired(Map.of());

  /** All of these. */
  public static Desired of(Lifetime lifetime, Collection<? extends Resource> resources) {
    var wishes = new LinkedHashMap<Resource, Lifetime>();
    resources.forEach(resource -> wishes.put(resource, lifetime));
    return new Desired(wishes);
  }

  /** The resources, in order. */
  public Set<Resource> resources() {
    return wishes.keySet();
  }

  /** Whether it should hold just this. */
  public boolean contains(Resource resource) {
    return wishes.containsKey(resource);
  }

  /** These wishes, and behind them those. */
  public Desired and(Desired others) {
    var both = new LinkedHashMap<>(wishes);
    others.wishes.forEach(both::putIfAbsent);
    return new Desired(both);
  }

  /** Of these wishes the ones with this lifetime. */
  public Desired only(Lifetime lifetime) {
    var some = new LinkedHashMap<>(wishes);
    some.values().removeIf(it -> it != lifetime);
    return new Desired(some);
  }

  /** The same without those resources. */
  public Desired without(Set<Resource> others) {
    if (others.isEmpty()) {
      return this;
    }
    var rest = new LinkedHashMap<>(wishes);
    others.forEach(rest::remove);
    return new Desired(rest);
  }
}
