package dev.baton.host;

import dev.baton.config.facts.HostFacts.RoutingName;
import dev.baton.config.facts.Sources;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * iproute2's tables of names: lines of a number and a name, in {@code /etc/iproute2} or else in
 * {@code /usr/share/iproute2} or {@code /usr/lib/iproute2}, and in {@code *.conf} beside them. What
 * the kernel itself knows by name is known without any file.
 */
final class RoutingNames {

  private static final String[] DIRECTORIES = {
    "/etc/iproute2/", "/usr/share/iproute2/", "/usr/lib/iproute2/"
  };

  /** A few packages put a file there. */
  private static final int ENTRIES_MAX = 1_000;

  private final Map<RoutingName, Map<String, Integer>> tables = new EnumMap<>(RoutingName.class);
  private final LiveSources sources = new LiveSources();

  OptionalInt number(RoutingName kind, String name) {
    Integer number = table(kind).get(name);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** All names of that kind, sorted. */
  List<String> names(RoutingName kind) {
    return table(kind).keySet().stream().sorted().toList();
  }

  private Map<String, Integer> table(RoutingName kind) {
    Map<String, Integer> table = tables.get(kind);
    if (table == null) {
      table = read(kind);
      tables.put(kind, table);
    }
    return table;
  }

  private Map<String, Integer> read(RoutingName kind) {
    var table = new HashMap<String, Integer>(builtIn(kind));
    if (kind == RoutingName.IP_PROTOCOL) {
      // protocols(5): the name comes first.
      readFile("/etc/protocols", 1, table);
      return table;
    }
    for (String directory : DIRECTORIES) {
      if (readFile(directory + kind.fileName(), 0, table)) {
        break;
      }
    }
    for (String directory : DIRECTORIES) {
      String pattern = directory + kind.fileName() + ".d/*.conf";
      for (String file : sources.matching(pattern, ENTRIES_MAX).names()) {
        readFile(file, 0, table);
      }
    }
    return table;
  }

  private boolean readFile(String path, int numberAt, Map<String, Integer> table) {
    if (!(sources.read(path) instanceof Sources.Content(byte[] bytes))) {
      return false;
    }
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
      int comment = line.indexOf('#');
      String[] words = (comment < 0 ? line : line.substring(0, comment)).strip().split("\\s+", -1);
      if (words.length >= 2) {
        enter(words[1 - numberAt], words[numberAt], table);
      }
    }
    return true;
  }

  private static void enter(String name, String number, Map<String, Integer> table) {
    try {
      table.put(name, Integer.decode(number));
    } catch (NumberFormatException notALineOfATable) {
      // Such as a realm's second name; ip(8) skips it too.
    }
  }

  /** The numbers of {@code <linux/rtnetlink.h>}. */
  private static Map<String, Integer> builtIn(RoutingName kind) {
    return switch (kind) {
      case TABLE -> Map.of("default", 253, "main", 254, "local", 255);
      case SCOPE -> Map.of("global", 0, "site", 200, "link", 253, "host", 254, "nowhere", 255);
      case PROTOCOL -> Map.of("redirect", 1, "kernel", 2, "boot", 3, "static", 4, "keepalived", 18);
      case GROUP -> Map.of("default", 0);
      case REALM, DSFIELD, IP_PROTOCOL -> Map.of();
    };
  }
}
