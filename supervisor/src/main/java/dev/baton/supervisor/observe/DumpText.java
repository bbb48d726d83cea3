package dev.baton.supervisor.observe;

import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.model.Command;
import dev.baton.core.model.Configuration;
import dev.baton.core.model.ScriptConfig;
import dev.baton.core.net.IpFamily;
import dev.baton.core.node.NodeSnapshot;
import dev.baton.core.vrrp.VrrpCounter;
import java.util.List;

/** Pieces of text that the dumps have in common. */
final class DumpText {

  private DumpText() {}

  /** The bits of {@code linux/if_addr.h} that can be asked for, in keepalived's order. */
  private static final int NODAD = 0x02;

  private static final int HOME = 0x10;
  private static final int MANAGETEMPADDR = 0x100;
  private static final int NOPREFIXROUTE = 0x200;
  private static final int MCAUTOJOIN = 0x400;

  /** {@code 10.9.0.100/24 dev eth0 scope global label eth0:1 set}. */
  static String address(AddressSpec spec, boolean set) {
    IpFamily family = spec.prefix().address().family();
    var text = new StringBuilder(64).append(spec.prefix().address());
    if (spec.prefix().prefixBits() < family.prefixBitsMax()) {
      text.append('/').append(spec.prefix().prefixBits());
    }
    if (spec.broadcast().isPresent()) {
      text.append(" brd ").append(spec.broadcast().get());
    }
    text.append(" dev ").append(spec.device());
    text.append(" scope ").append(scope(spec.scope()));
    if (!spec.label().isEmpty()) {
      text.append(" label ").append(spec.label());
    }
    if (spec.peer().isPresent()) {
      text.append(" peer ").append(spec.peer().get());
    }
    flags(spec, text);
    if (family == IpFamily.INET6) {
      long seconds = spec.preferredLifetimeSeconds();
      text.append(seconds == 0 ? " deprecated" : " preferred_lft " + lifetime(seconds));
    }
    return text.append(set ? " set" : "").toString();
  }

  private static void flags(AddressSpec spec, StringBuilder text) {
    boolean six = spec.prefix().address().family() == IpFamily.INET6;
    text.append((spec.flags() & HOME) != 0 ? " home" : "");
    text.append(six && (spec.flags() & NODAD) == 0 ? " -nodad" : "");
    text.append((spec.flags() & MANAGETEMPADDR) != 0 ? " mngtmpaddr" : "");
    text.append((spec.flags() & NOPREFIXROUTE) != 0 ? " noprefixroute" : "");
    text.append((spec.flags() & MCAUTOJOIN) != 0 ? " autojoin" : "");
    text.append(spec.tracked() ? "" : " no_track");
  }

  /** The names of rtnetlink(7)'s RT_SCOPE_* as ip(8) prints them. */
  private static String scope(int scope) {
    return switch (scope) {
      case -1, 0 -> "global";
      case 200 -> "site";
      case 253 -> "link";
      case 254 -> "host";
      case 255 -> "nowhere";
      default -> Integer.toString(scope);
    };
  }

  private static String lifetime(long seconds) {
    return seconds < 0 ? "forever" : Long.toString(seconds);
  }

  /** {@code '/etc/notify.sh' 'master'}: each word in single quotes. */
  static String words(Command command) {
    return switch (command.kind()) {
      case Command.Direct(List<String> words) -> quoted(words);
      case Command.Shell(String line) -> line;
      case Command.Connect _ -> command.text();
    };
  }

  /** The same with the user that runs it. */
  static String run(Command command) {
    return words(command) + ", uid:gid " + identity(command.identity());
  }

  private static String quoted(List<String> words) {
    var text = new StringBuilder(64);
    for (String word : words) {
      text.append(text.isEmpty() ? "'" : " '").append(word).append('\'');
    }
    return text.toString();
  }

  /** The command of the script with that name, which is what the JSON file says of a script. */
  static String command(Configuration configuration, String script) {
    for (ScriptConfig config : configuration.scripts()) {
      if (config.name().equals(script)) {
        return words(config.command());
      }
    }
    return script;
  }

  /**
   * The value of a counter, which the snapshot keeps by the counter's place in its enum; 0 if the
   * router, which may be older, does not count it.
   */
  @SuppressWarnings("EnumOrdinal")
  static long count(NodeSnapshot.Instance instance, VrrpCounter counter) {
    List<Long> counters = instance.counters();
    return counter.ordinal() < counters.size() ? counters.get(counter.ordinal()) : 0;
  }

  /** {@code 0:0}; the daemon's own user is root's. */
  static String identity(Command.Identity identity) {
    return identity.uid() < 0 ? "0:0" : identity.uid() + ":" + identity.gid();
  }
}
