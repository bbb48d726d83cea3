package dev.baton.core.config;

import dev.baton.core.config.parse.Node;
import dev.baton.core.config.parse.Value;
import dev.baton.core.net.IpAddress;
import java.util.List;
import java.util.Optional;

/**
 * The global settings that a place in the file can see: those before it. keepalived copies the
 * defaults of global_defs into an instance while it reads the instance, so what follows does not
 * count.
 */
record GlobalScope(List<Node.Setting> settings, int visible) {

  /** The last visible setting of that word. */
  Optional<Node.Setting> last(String word) {
    for (int i = visible - 1; i >= 0; i--) {
      if (settings.get(i).keyword().name().equals(word)) {
        return Optional.of(settings.get(i));
      }
    }
    return Optional.empty();
  }

  /** All of them, wherever they stand. */
  GlobalScope whole() {
    return new GlobalScope(settings, settings.size());
  }

  boolean has(String word) {
    return last(word).isPresent();
  }

  /** On or off; off if the word is not there. */
  boolean on(String word) {
    return on(word, false);
  }

  boolean on(String word, boolean otherwise) {
    var setting = last(word);
    return setting.isPresent() ? setting.get().on() : otherwise;
  }

  long number(String word, long otherwise) {
    var setting = last(word);
    return setting.isPresent() ? setting.get().number() : otherwise;
  }

  long nanos(String word) {
    var setting = last(word);
    return setting.isPresent() ? setting.get().nanos() : 0;
  }

  String text(String word, String otherwise) {
    var setting = last(word);
    return setting.isPresent() && setting.get().value() instanceof Value.Text(String text)
        ? text
        : otherwise;
  }

  IpAddress address(String word, IpAddress otherwise) {
    var setting = last(word);
    return setting.isPresent() && setting.get().value() instanceof Value.Address(IpAddress address)
        ? address
        : otherwise;
  }
}
