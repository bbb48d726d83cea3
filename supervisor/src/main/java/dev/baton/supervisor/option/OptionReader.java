package dev.baton.supervisor.option;

import dev.baton.supervisor.option.Options.Action;
import dev.baton.supervisor.option.Options.Logging;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a command line as getopt_long(3) does, and says what keepalived says of a bad one.
 *
 * <p>One object reads one command line; the first refusal ends it.
 */
public final class OptionReader {

  /** A command line, or why it is refused. */
  public sealed interface Result {}

  /** A command line that can be followed. */
  public record Accepted(Options options) implements Result {}

  /** A command line that cannot; the program prints this and a hint, and exits 1. */
  public record Refused(String message) implements Result {}

  /** LOG_DAEMON of syslog(3). */
  private static final int FACILITY_DAEMON = 3;

  private static final int FACILITY_USER = 1;
  private static final int FACILITY_LOCAL0 = 16;

  private static final int UMASK_MAX = 0777;
  private static final String LOG_FILE_DEFAULT = "/var/log/keepalived.log";

  private final String[] words;
  private int next;
  private String refusal = "";
  private final List<String> remarks = new ArrayList<>();
  private boolean mistaken;
  private final List<String> unbuilt = new ArrayList<>();

  private Action action = Action.RUN;
  private String argument = "";
  private String configFile = "";
  private boolean vrrpNamed;
  private boolean checkersNamed;
  private boolean foreground;
  private boolean console;
  private int detail;
  private int facility = FACILITY_DAEMON;
  private String logFile = "";
  private boolean syslog = true;
  private String pidFile = "";
  private String routerPidFile = "";
  private String bfdPidFile = "";
  private boolean withoutBfd;
  private int umask = -1;
  private boolean keepAddresses;
  private boolean tellAddresses;
  private boolean respawn = true;
  private boolean dumpConfiguration;
  private String netNamespace = "";
  private boolean coreDumps;
  private String corePattern = "";
  private String configId = "";
  private boolean allConfig;
  private boolean ignoreSigint;

  private OptionReader(String[] words) {
    this.words = words;
  }

  /** Reads the words after the program's name. */
  public static Result read(String... words) {
    var reader = new OptionReader(words);
    reader.readAll();
    return reader.refusal.isEmpty() ? new Accepted(reader.options()) : new Refused(reader.refusal);
  }

  private void readAll() {
    var unexpected = new StringBuilder();
    while (next < words.length && refusal.isEmpty()) {
      String word = words[next++];
      if (word.equals("--")) {
        while (next < words.length) {
          unexpected.append(' ').append(words[next++]);
        }
      } else if (word.startsWith("--")) {
        readLong(word.substring(2));
      } else if (word.length() > 1 && word.charAt(0) == '-') {
        readLetters(word);
      } else {
        unexpected.append(' ').append(word);
      }
    }
    if (!unexpected.isEmpty()) {
      remarks.add("Unexpected argument(s):" + unexpected);
    }
  }

  private void readLong(String word) {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    Optional<Option> option = Option.ofLongName(name);
    if (option.isEmpty()) {
      refusal = "Unknown option --" + name;
      return;
    }
    String value = equals < 0 ? "" : word.substring(equals + 1);
    switch (option.get().value()) {
      case NONE -> {
        if (equals >= 0) {
          refusal = "Option --" + name + " takes no parameter";
        }
      }
      case REQUIRED -> {
        if (equals < 0 && next < words.length) {
          value = words[next++];
        }
        if (value.isEmpty()) {
          refusal = "Missing parameter for option --" + name;
        }
      }
      case OPTIONAL, LONG_ONLY -> {}
    }
    apply(option.get(), value);
  }

  private void readLetters(String word) {
    int at = 1;
    while (at < word.length() && refusal.isEmpty()) {
      char letter = word.charAt(at++);
      Optional<Option> option = Option.ofLetter(letter);
      if (option.isEmpty()) {
        refusal = "Unknown option -" + letter;
        return;
      }
      String value = "";
      switch (option.get().value()) {
        case NONE, LONG_ONLY -> {}
        case REQUIRED -> {
          value =
              at < word.length() ? word.substring(at) : next < words.length ? words[next++] : "";
          at = word.length();
          if (value.isEmpty()) {
            refusal = "Missing parameter for option -" + letter;
          }
        }
        case OPTIONAL -> {
          value = word.substring(at);
          at = word.length();
        }
      }
      apply(option.get(), value);
    }
  }

  private void apply(Option option, String value) {
    if (!refusal.isEmpty()) {
      return;
    }
    switch (option) {
      case USE_FILE -> configFile = value;
      case VRRP -> vrrpNamed = true;
      case CHECK -> {
        checkersNamed = true;
        unbuilt.add(option.longName());
      }
      case LOG_CONSOLE -> console = true;
      case LOG_DETAIL -> detail++;
      case LOG_FACILITY -> facility = facility(value);
      case LOG_FILE -> logFile = value.isEmpty() ? LOG_FILE_DEFAULT : value;
      case NO_SYSLOG -> syslog = false;
      case UMASK -> umask = umask(value);
      case RELEASE_VIPS -> keepAddresses = false;
      case DONT_RELEASE_VRRP -> keepAddresses = true;
      case DONT_RESPAWN -> respawn = false;
      case DONT_FORK -> foreground = true;
      case DUMP_CONF -> dumpConfiguration = true;
      case PID -> pidFile = value;
      case VRRP_PID -> routerPidFile = value;
      case NAMESPACE -> netNamespace = value;
      case CORE_DUMP -> coreDumps = true;
      case CORE_DUMP_PATTERN -> {
        coreDumps = true;
        corePattern = value.isEmpty() ? "core" : value;
      }
      case CONFIG_ID -> configId = value;
      case ALL_CONFIG -> allConfig = true;
      case CONFIG_TEST -> {
        action = Action.TEST;
        argument = value;
      }
      case SIGNUM -> {
        action = Action.PRINT_SIGNAL;
        argument = value;
      }
      case IGNORE_SIGINT -> ignoreSigint = true;
      case VERSION -> action = Action.PRINT_VERSION;
      case HELP -> action = Action.PRINT_HELP;
      // What they ask for is so anyhow: there are no such processes, and no line waits.
      case FLUSH_LOG_FILE, CHECKERS_PID -> {}
      case NO_BFD -> withoutBfd = true;
      case BFD_PID -> bfdPidFile = value;
      case ADDRESS_MONITORING -> tellAddresses = true;
      case ALL, DONT_RELEASE_IPVS, SNMP, SNMP_AGENT_SOCKET -> unbuilt.add(option.longName());
    }
  }

  /** The number of a facility by number 0-7 (of local0 to local7) or by name. */
  private int facility(String value) {
    if (value.equals("user")) {
      return FACILITY_USER;
    }
    if (value.equals("daemon")) {
      return FACILITY_DAEMON;
    }
    String digit = value.startsWith("local") ? value.substring(5) : value;
    if (digit.length() == 1 && digit.charAt(0) >= '0' && digit.charAt(0) <= '7') {
      return FACILITY_LOCAL0 + digit.charAt(0) - '0';
    }
    remarks.add("Invalid log facility '" + value + "'");
    mistaken = true;
    return FACILITY_DAEMON;
  }

  /** A mask in C notation: 0177, 0x7f, 127. */
  private int umask(String value) {
    try {
      int mask = Integer.decode(value);
      if (mask >= 0 && mask <= UMASK_MAX) {
        return mask;
      }
    } catch (NumberFormatException notANumber) {
      // Told below, as for a number out of range.
    }
    remarks.add("Invalid --umask option " + value);
    return umask;
  }

  private Options options() {
    return new Options(
        action,
        argument,
        configFile,
        vrrpNamed || !checkersNamed,
        foreground,
        new Logging(console, detail, facility, logFile, syslog),
        pidFile,
        routerPidFile,
        bfdPidFile,
        umask,
        keepAddresses,
        withoutBfd,
        tellAddresses,
        respawn,
        dumpConfiguration,
        netNamespace,
        coreDumps,
        corePattern,
        configId,
        allConfig,
        ignoreSigint,
        List.copyOf(remarks),
        mistaken,
        List.copyOf(unbuilt));
  }

  /** What -h prints. */
  public static String usage() {
    var text = new StringBuilder(4096).append("Usage: baton [OPTION...]\n");
    text.append("       baton COMMAND [ARGUMENT...]    check, show, docs: see `baton help`\n\n");
    for (Option option : Option.values()) {
      text.append(option.usage()).append('\n');
    }
    return text.toString();
  }
}
