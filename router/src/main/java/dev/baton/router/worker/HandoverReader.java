package dev.baton.router.worker;

import dev.baton.config.facts.FactsText;
import dev.baton.config.read.ConfigReader;
import dev.baton.core.model.Configuration;
import dev.baton.core.net.Utf8;
import dev.baton.core.wire.ConfigurationHandover;
import dev.baton.core.wire.Decoded;

/**
 * Builds the typed configuration from the text that the supervisor hands over. The supervisor has
 * already read the same text with the same parser and found no fatal mistake, so any failure here
 * is a bug.
 */
final class HandoverReader {

  private HandoverReader() {}

  static Configuration read(byte[] bytes) {
    return switch (ConfigurationHandover.decode(bytes)) {
      case Decoded.Value<ConfigurationHandover>(ConfigurationHandover handover) -> read(handover);
      case Decoded.Malformed<ConfigurationHandover>(String reason, int offset) ->
          throw new IllegalStateException("handover: " + reason + " at " + offset);
    };
  }

  private static Configuration read(ConfigurationHandover handover) {
    byte[] text = Utf8.encode(handover.configuration());
    var facts = FactsText.read(handover.hostFacts());
    return ConfigReader.readNormalised(text, facts).configuration();
  }
}
