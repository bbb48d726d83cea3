package dev.baton.host;

import dev.baton.config.facts.Sources;
import dev.baton.core.net.Utf8;

/**
 * The configuration that is meant where none is named: Baton's own, or keepalived's while there is
 * none of ours. The packages install ours with comments alone, which is none yet.
 */
public final class DefaultFile {

  private static final String OWN = "/etc/baton/baton.conf";
  private static final String FAMILIAR = "/etc/keepalived/keepalived.conf";

  private DefaultFile() {}

  /** Its path, found anew with each call. */
  public static String path() {
    return path(OWN, FAMILIAR, new LiveSources());
  }

  /** One that is there but cannot be read is meant nevertheless: whoever reads it tells why. */
  static String path(String own, String familiar, Sources sources) {
    return switch (sources.read(own)) {
      case Sources.Content(byte[] bytes) when !hasStatement(bytes) && isThere(familiar, sources) ->
          familiar;
      case Sources.Refused(Sources.Reason reason) when reason == Sources.Reason.MISSING -> familiar;
      case Sources.Content _, Sources.Refused _ -> own;
    };
  }

  private static boolean isThere(String path, Sources sources) {
    return !(sources.read(path) instanceof Sources.Refused(Sources.Reason reason)
        && reason == Sources.Reason.MISSING);
  }

  private static boolean hasStatement(byte[] bytes) {
    return Utf8.decode(bytes, 0, bytes.length)
        .lines()
        .map(String::strip)
        .anyMatch(line -> !line.isEmpty() && line.charAt(0) != '#' && line.charAt(0) != '!');
  }
}
