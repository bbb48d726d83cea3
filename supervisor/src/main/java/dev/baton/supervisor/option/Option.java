package dev.baton.supervisor.option;

import java.util.Optional;

/** One option of the daemon: its letter, its long name, whether a value follows, what it does. */
public enum Option {
  USE_FILE('f', "use-file", Value.REQUIRED, "FILE", "read this configuration"),
  VRRP('P', "vrrp", Value.NONE, "", "run VRRP only"),
  CHECK('C', "check", Value.NONE, "", "run the health checkers only"),
  NO_BFD('B', "no_bfd", Value.NONE, "", "never run BFD"),
  ALL('\0', "all", Value.NONE, "", "run every part, even without configuration"),
  LOG_CONSOLE('l', "log-console", Value.NONE, "", "log to standard error as well"),
  LOG_DETAIL('D', "log-detail", Value.NONE, "", "log in more detail"),
  LOG_FACILITY(
      'S',
      "log-facility",
      Value.REQUIRED,
      "0-7|local0-local7|user|daemon",
      "the facility of syslog"),
  LOG_FILE('g', "log-file", Value.OPTIONAL, "FILE", "log to a file as well"),
  FLUSH_LOG_FILE('\0', "flush-log-file", Value.NONE, "", "no effect: each line is written at once"),
  NO_SYSLOG('G', "no-syslog", Value.NONE, "", "do not log to syslog"),
  UMASK('u', "umask", Value.REQUIRED, "MASK", "file creation mask, in C notation"),
  RELEASE_VIPS('X', "release-vips", Value.NONE, "", "remove addresses when stopped; undoes -V"),
  DONT_RELEASE_VRRP('V', "dont-release-vrrp", Value.NONE, "", "leave addresses when stopped"),
  DONT_RELEASE_IPVS('I', "dont-release-ipvs", Value.NONE, "", "leave the IPVS table when stopped"),
  DONT_RESPAWN('R', "dont-respawn", Value.NONE, "", "stop when a child dies"),
  DONT_FORK('n', "dont-fork", Value.NONE, "", "stay in the foreground"),
  DUMP_CONF('d', "dump-conf", Value.NONE, "", "log the configuration at startup"),
  PID('p', "pid", Value.REQUIRED, "FILE", "pid file of the main process"),
  VRRP_PID('r', "vrrp_pid", Value.REQUIRED, "FILE", "pid file of the VRRP process"),
  CHECKERS_PID('c', "checkers_pid", Value.REQUIRED, "FILE", "pid file of the checker process"),
  BFD_PID(
      'b',
      "bfd_pid",
      Value.REQUIRED,
      "FILE",
      "second pid file of the VRRP process, if it runs BFD"),
  ADDRESS_MONITORING('a', "address-monitoring", Value.NONE, "", "log all address changes"),
  SNMP('x', "snmp", Value.NONE, "", "connect to the SNMP agent"),
  SNMP_AGENT_SOCKET(
      'A', "snmp-agent-socket", Value.REQUIRED, "SOCKET", "the socket of the SNMP agent"),
  NAMESPACE('s', "namespace", Value.REQUIRED, "NAME", "run in this network namespace"),
  CORE_DUMP('m', "core-dump", Value.NONE, "", "allow core dumps"),
  CORE_DUMP_PATTERN(
      'M', "core-dump-pattern", Value.LONG_ONLY, "PATTERN", "name pattern of core dumps"),
  CONFIG_ID('i', "config-id", Value.REQUIRED, "ID", "name of this host for @ID lines"),
  ALL_CONFIG('e', "all-config", Value.NONE, "", "every include must succeed"),
  CONFIG_TEST('t', "config-test", Value.OPTIONAL, "LOGFILE", "check the configuration and end"),
  SIGNUM('\0', "signum", Value.REQUIRED, "NAME", "print the number of a signal and end"),
  IGNORE_SIGINT('\0', "ignore-sigint", Value.NONE, "", "do not stop on SIGINT, for debuggers"),
  VERSION('v', "version", Value.NONE, "", "print the version and end"),
  HELP('h', "help", Value.NONE, "", "print this and end");

  /** Whether a value belongs to an option. */
  public enum Value {
    /** No. */
    NONE,
    /** Attached or the next word. */
    REQUIRED,
    /** Attached only: {@code -tFILE}, {@code --config-test=FILE}. */
    OPTIONAL,
    /** With the long name only: {@code --core-dump-pattern=PATTERN}. */
    LONG_ONLY
  }

  private static final Option[] ALL_OPTIONS = values();

  private final char letter;
  private final String longName;
  private final Value value;
  private final String valueName;
  private final String purpose;

  Option(char letter, String longName, Value value, String valueName, String purpose) {
    this.letter = letter;
    this.longName = longName;
    this.value = value;
    this.valueName = valueName;
    this.purpose = purpose;
  }

  /** The option with this letter. */
  static Optional<Option> ofLetter(char letter) {
    for (Option option : ALL_OPTIONS) {
      if (option.letter == letter && letter != '\0') {
        return Optional.of(option);
      }
    }
    return Optional.empty();
  }

  /** The option with this long name, or the only one whose name begins so. */
  static Optional<Option> ofLongName(String name) {
    Option found = null;
    for (Option option : ALL_OPTIONS) {
      if (option.longName.equals(name)) {
        return Optional.of(option);
      }
      if (!name.isEmpty() && option.longName.startsWith(name)) {
        if (found != null) {
          return Optional.empty();
        }
        found = option;
      }
    }
    return Optional.ofNullable(found);
  }

  /** Its letter; NUL if it has only a name. */
  public char letter() {
    return letter;
  }

  /** Its name, without the dashes. */
  public String longName() {
    return longName;
  }

  /** Whether a value belongs to it. */
  public Value value() {
    return value;
  }

  /** How the usage text calls the value; empty if there is none. */
  public String valueName() {
    return valueName;
  }

  /** What it does, without its stop. */
  public String purpose() {
    return purpose;
  }

  /** The line of the usage text. */
  String usage() {
    var line = new StringBuilder(80).append("  ");
    line.append(letter == '\0' ? "    " : "-" + letter + ", ").append("--").append(longName);
    switch (value) {
      case NONE -> {}
      case REQUIRED -> line.append('=').append(valueName);
      case OPTIONAL, LONG_ONLY -> line.append("[=").append(valueName).append(']');
    }
    line.append(' ');
    while (line.length() < 36) {
      line.append(' ');
    }
    return line.append(purpose).toString();
  }
}
