package dev.baton.supervisor.observe;

import dev.baton.core.config.Command;
import dev.baton.core.config.Configuration;
import dev.baton.core.config.ScriptConfig;
import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.net.IpFamily;
import dev.baton.core.node.NodeSnapshot;
import dev.baton.core.vrrp.VrrpCounter;
import java.util.List;

/** Pieces of text that the dumps have in common. */
final class DumpText {

  private DumpText() {}

  /** {@code 10.9.0.100/24 dev eth0 scope global label eth0:1 set}. */
  static String address(AddressSpec spec, boolean set) {
    var text = new StringBuilder(64).append(spec.prefix());
    if (spec.peer().isPresent()) {
      text.append(" peer ").append(spec.peer().get());
    }
    if (spec.broadcast().isPresent()) {
      text.append(" brd ").append(spec.broadcast().get());
    }
    text.append(" dev ").append(spec.device());
    text.append(" scope ").append(scope(spec.scope()));
    if (!spec.label().isEmpty()) {
      text.append(" label ").append(spec.label());
    }
    if (spec.prefix().address().family() == IpFamily.INET6) {
      text.append(" preferred_lft ").append(lifetime(spec.preferredLifetimeSeconds()));
    }
    return text.append(set ? " set" : "").toString();
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

  /** The command of the script with that name, which is what the JSON file tells of a script. */
  static String command(Configuration configuration, String script) {
    for (ScriptConfig config : configuration.scripts()) {
      if (config.name().equals(script)) {
        return words(config.command());
      }
    }
    return script;
  }

  /** The value of a counter, which the snapshot keeps by the counter's place in its enum. */
  @SuppressWarnings("EnumOrdinal")
  static long count(NodeSnapshot.Instance instance, VrrpCounter counter) {
    return instance.counters().get(counter.ordinal());
  }

  /** {@code 0:0}; the daemon's own user is root's. */
  static String identity(Command.Identity identity) {
    return identity.uid() < 0 ? "0:0" : identity.uid() + ":" + identity.gid();
  }
}
