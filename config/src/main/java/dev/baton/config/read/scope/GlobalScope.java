package dev.baton.config.read.scope;

import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Value;
import dev.baton.core.net.IpAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The global settings that a place in the file can see: those before it. keepalived copies the
 * defaults of global_defs into an instance while it reads the instance, so what follows does not
 * count.
 */
public final class GlobalScope {

  private final List<Directive.Setting> settings;

  /** Where each word stands, in ascending order: each instance asks for some sixty of them. */
  private final Map<String, List<Integer>> places;

  private final int visible;

  private GlobalScope(
      List<Directive.Setting> settings, Map<String, List<Integer>> places, int visible) {
    this.settings = settings;
    this.places = places;
    this.visible = visible;
  }

  /** All these settings. */
  public static GlobalScope of(List<Directive.Setting> settings) {
    var places = new HashMap<String, List<Integer>>();
    for (int i = 0; i < settings.size(); i++) {
      places.computeIfAbsent(settings.get(i).keyword().name(), _ -> new ArrayList<>(1)).add(i);
    }
    return new GlobalScope(settings, places, settings.size());
  }

  /** What a place sees that so many of them stand before. */
  public GlobalScope at(int settingsBefore) {
    return new GlobalScope(settings, places, settingsBefore);
  }

  /** All of them, wherever they stand. */
  public GlobalScope whole() {
    return at(settings.size());
  }

  /** All settings of that word, wherever they stand. */
  public List<Directive.Setting> all(String word) {
    var found = new ArrayList<Directive.Setting>();
    for (int place : places.getOrDefault(word, List.of())) {
      found.add(settings.get(place));
    }
    return found;
  }

  /** The last visible setting of that word. */
  public Optional<Directive.Setting> last(String word) {
    List<Integer> all = places.getOrDefault(word, List.of());
    int before = Collections.binarySearch(all, visible);
    int last = (before < 0 ? -before - 1 : before) - 1;
    return last < 0 ? Optional.empty() : Optional.of(settings.get(all.get(last)));
  }

  public boolean has(String word) {
    return last(word).isPresent();
  }

  /** On or off; off if the word is not there. */
  public boolean on(String word) {
    return on(word, false);
  }

  public boolean on(String word, boolean otherwise) {
    var setting = last(word);
    return setting.isPresent() ? setting.get().on() : otherwise;
  }

  public long number(String word, long otherwise) {
    var setting = last(word);
    return setting.isPresent() ? setting.get().number() : otherwise;
  }

  public long nanos(String word) {
    var setting = last(word);
    return setting.isPresent() ? setting.get().nanos() : 0;
  }

  public String text(String word, String otherwise) {
    var setting = last(word);
    return setting.isPresent() && setting.get().value() instanceof Value.Text(String text)
        ? text
        : otherwise;
  }

  public IpAddress address(String word, IpAddress otherwise) {
    var setting = last(word);
    return setting.isPresent() && setting.get().value() instanceof Value.Address(IpAddress address)
        ? address
        : otherwise;
  }
}
