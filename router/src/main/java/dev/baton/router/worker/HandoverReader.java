package dev.baton.router.worker;

import dev.baton.config.facts.FactsText;
import dev.baton.config.read.ConfigReader;
import dev.baton.core.model.Configuration;
import dev.baton.core.net.Utf8;
import dev.baton.core.wire.ConfigurationHandover;
import dev.baton.core.wire.Decoded;

/**
 * Makes the typed configuration of what the supervisor hands over. It has read the same text with
 * the same parser and found nothing fatal, so whatever fails here is a bug.
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
