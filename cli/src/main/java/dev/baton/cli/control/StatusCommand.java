package dev.baton.cli.control;

import dev.baton.cli.command.Arguments;
import dev.baton.cli.command.Command;
import dev.baton.cli.command.Terminal;
import dev.baton.config.diagnose.Palette;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Tells how the running daemon is: who is master, since when and why. */
public final class StatusCommand implements Command {

  /** The daemon itself waits two seconds for its router and its disk. */
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private final Caller caller;
  private final ZoneId zone;

  /** Of this host's daemons. */
  public StatusCommand() {
    this(Caller.ofThisHost(), ZoneId.systemDefault());
  }

  /** Of these daemons, with times of that zone. */
  StatusCommand(Caller caller, ZoneId zone) {
    this.caller = caller;
    this.zone = zone;
  }

  @Override
  public String name() {
    return "status";
  }

  @Override
  public String summary() {
    return "Show who is master, since when and why, and whether all is well";
  }

  @Override
  public CommandSpec words() {
    CommandSpec spec = Caller.words();
    spec.addPositional(
        Arguments.any("VRRP_INSTANCE", "Only these instances; all if none is named."));
    spec.usageMessage()
        .footer(
            "",
            "The first line is for monitoring, and so is the exit code: 0 OK, 1 WARNING (an",
            "instance cannot serve, a reload was refused, or the files on disk are not what runs),",
            "2 CRITICAL (no instance can serve, or there is no daemon or no VRRP process),",
            "3 UNKNOWN (no permission, no answer, a wrong command line).",
            "",
            "Examples:",
            "  baton status",
            "  baton status web",
            "  baton status --json | jq -r '.instances[] | .name + \" \" + .state'");
    return spec;
  }

  @Override
  public int wrongWordsCode() {
    return Health.Level.UNKNOWN.exitCode();
  }

  @Override
  public int run(ParseResult words, Terminal terminal) {
    return switch (caller.ask(words, "status", PATIENCE_NANOS)) {
      case DaemonCall.Answer answer -> tell(answer, words, terminal);
      case DaemonCall.NoDaemon(String message) ->
          fail(Health.Level.CRITICAL, message, words, terminal);
      case DaemonCall.NoAnswer(String message) ->
          fail(Health.Level.UNKNOWN, message, words, terminal);
    };
  }

  /** Monitoring reads standard output. */
  private static int fail(
      Health.Level level, String message, ParseResult words, Terminal terminal) {
    if (words.hasMatchedOption(Caller.JSON)) {
      terminal.err("baton status: " + message + "\n");
    } else {
      terminal.out(level + ": " + message + "\n");
    }
    return level.exitCode();
  }

  private int tell(DaemonCall.Answer answer, ParseResult words, Terminal terminal) {
    List<JsonObject> all = answer.object().objects("instances");
    List<String> wanted = words.matchedPositionalValue(0, List.of());
    for (String name : wanted) {
      if (all.stream().noneMatch(it -> it.text("name").equals(name))) {
        return fail(Health.Level.UNKNOWN, unknown(name, all), words, terminal);
      }
    }
    List<JsonObject> shown =
        wanted.isEmpty()
            ? all
            : all.stream().filter(it -> wanted.contains(it.text("name"))).toList();
    if (words.hasMatchedOption(Caller.JSON)) {
      terminal.out(JsonObject.indented(answer.text()));
    } else {
      Palette palette = terminal.colour() ? Palette.COLOURED : Palette.PLAIN;
      terminal.out(StatusText.of(answer.object(), shown, new Times(zone), palette));
    }
    return Health.of(answer.object(), shown).level().exitCode();
  }

  private static String unknown(String name, List<JsonObject> all) {
    String known = all.stream().map(it -> it.text("name")).collect(Collectors.joining(", "));
    return "there is no instance `" + name + "`" + (known.isEmpty() ? "" : "; there are: " + known);
  }
}
