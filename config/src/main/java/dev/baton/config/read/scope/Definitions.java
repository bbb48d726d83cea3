package dev.baton.config.read.scope;

import dev.baton.config.tree.Directive;
import dev.baton.core.track.Weight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The named objects that a place in the file can use: those defined before it. Names of other
 * objects are known too, for advice.
 */
public final class Definitions {

  /**
   * A tracked object by what its users need.
   *
   * @param counts it can be tracked
   */
  public record Tracker(Weight weight, boolean counts) {}

  private record Place(int index, String kind, String name) {}

  private final List<Place> places;

  /** Where each kind and name is defined first, and each name last. */
  private final Map<String, Integer> firsts;

  private final Map<String, Integer> lasts;
  private final Map<String, Tracker> trackers;
  private final int before;

  private Definitions(Definitions whole, int before) {
    this.places = whole.places;
    this.firsts = whole.firsts;
    this.lasts = whole.lasts;
    this.trackers = whole.trackers;
    this.before = before;
  }

  private Definitions(List<Place> places, int before) {
    this.places = places;
    this.firsts = new HashMap<>();
    this.lasts = new HashMap<>();
    this.trackers = new HashMap<>();
    this.before = before;
    for (Place place : places) {
      firsts.putIfAbsent(place.kind + " " + place.name, place.index);
      lasts.put(place.name, place.index);
    }
  }

  /** The named blocks of a whole configuration. */
  public static Definitions of(List<Directive> nodes) {
    var places = new ArrayList<Place>();
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i) instanceof Directive.Section section && !section.name().isEmpty()) {
        places.add(new Place(i, section.keyword().name(), section.name()));
      }
    }
    return new Definitions(places, nodes.size());
  }

  /** What the node at that index can see. */
  public Definitions at(int index) {
    return new Definitions(this, index);
  }

  /** Makes an object known that is right, whether or not it counts. */
  public void add(String kind, String name, Tracker tracker) {
    trackers.put(kind + " " + name, tracker);
  }

  /** The object of that kind and name, if it is defined before and was not removed. */
  public Optional<Tracker> tracker(String kind, String name) {
    return isDefined(kind, name)
        ? Optional.ofNullable(trackers.get(kind + " " + name))
        : Optional.empty();
  }

  /** The names of those that are right, in their order. */
  public List<String> rightNames(String kind) {
    return names(kind).stream().filter(name -> tracker(kind, name).isPresent()).distinct().toList();
  }

  /** The names of all objects of that kind defined before. */
  public List<String> names(String kind) {
    var names = new ArrayList<String>();
    for (Place place : places) {
      if (place.kind.equals(kind) && place.index < before) {
        names.add(place.name);
      }
    }
    return names;
  }

  /** The names of all objects of that kind, wherever they are defined. */
  public List<String> everywhere(String kind) {
    return at(places.isEmpty() ? 0 : places.getLast().index + 1).names(kind);
  }

  /** Whether an object of that kind and name is defined before. */
  public boolean isDefined(String kind, String name) {
    return firsts.getOrDefault(kind + " " + name, before) < before;
  }

  /** Whether something of that name is defined further down only. */
  public boolean comesLater(String name) {
    return lasts.getOrDefault(name, -1) >= before;
  }
}
