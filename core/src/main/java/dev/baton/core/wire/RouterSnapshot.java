package dev.baton.core.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What the router shows of itself: the sections that were asked for, as far as the router knows
 * them.
 */
public final class RouterSnapshot {

  private final Map<SnapshotSection<?>, Object> values;

  private RouterSnapshot(Map<SnapshotSection<?>, Object> values) {
    this.values = values;
  }

  /** One that is to hold these sections and no others. */
  public static Builder of(Set<SnapshotSection<?>> wanted) {
    return new Builder(wanted);
  }

  /** What it holds of the section; empty if it does not hold it. */
  @SuppressWarnings("unchecked") // The builder pairs a section with a value of its type only.
  public <T> T get(SnapshotSection<T> section) {
    return (T) values.getOrDefault(section, section.empty());
  }

  /** The sections that it holds, by number. */
  public List<SnapshotSection<?>> sections() {
    return SnapshotSection.ALL.stream().filter(values::containsKey).toList();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RouterSnapshot that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }

  /** Collects the sections that somebody wants, and builds nothing for the others. */
  public static final class Builder {

    private final Set<SnapshotSection<?>> wanted;
    private final Map<SnapshotSection<?>, Object> values = new HashMap<>();

    private Builder(Set<SnapshotSection<?>> wanted) {
      this.wanted = wanted;
    }

    /** Adds the section if it is wanted, and only then asks for its value. */
    public <T> Builder add(SnapshotSection<T> section, Supplier<? extends T> value) {
      if (wanted.contains(section)) {
        values.put(section, value.get());
      }
      return this;
    }

    /** What was wanted and added. */
    public RouterSnapshot build() {
      return new RouterSnapshot(Map.copyOf(values));
    }
  }
}
