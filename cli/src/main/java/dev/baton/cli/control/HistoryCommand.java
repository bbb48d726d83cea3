package dev.baton.cli.control;

import dev.baton.cli.command.Command;
import dev.baton.cli.command.Exit;
import dev.baton.cli.command.Terminal;
import dev.baton.core.net.Printable;
import java.time.ZoneId;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Tells what happened last: transitions, reloads, ends of the router. */
public final class HistoryCommand implements Command {

  private static final long PATIENCE_NANOS = 10_000_000_000L;
  private static final int COUNT_DEFAULT = 20;

  private final Caller caller;
  private final ZoneId zone;

  /** Of this host's daemons. */
  public HistoryCommand() {
    this(Caller.ofThisHost(), ZoneId.systemDefault());
  }

  /** Of these daemons, with times of that zone. */
  HistoryCommand(Caller caller, ZoneId zone) {
    this.caller = caller;
    this.zone = zone;
  }

  @Override
  public String name() {
    return "history";
  }

  @Override
  public String summary() {
    return "Show the last transitions and reloads, with their causes";
  }

  @Override
  public CommandSpec words() {
    OptionSpec count =
        OptionSpec.builder("-n", "--count")
            .paramLabel("COUNT")
            .type(Integer.class)
            .description("So many events at most; 20 if this is not given.")
            .build();
    CommandSpec spec = Caller.words(count);
    spec.usageMessage()
        .footer(
            "",
            "The daemon keeps the last 2,000 events, until it ends. A time is that at which the",
            "main process learned of the event, some milliseconds after it.",
            "",
            "Exit code: 0 it was shown, 2 there is no daemon or no answer.",
            "",
            "Examples:",
            "  baton history",
            "  baton history -n 1000 | grep MASTER");
    return spec;
  }

  @Override
  public int run(ParseResult words, Terminal terminal) {
    int count = words.matchedOptionValue("--count", COUNT_DEFAULT);
    if (count < 1 || count > 999_999_999) {
      return fail(terminal, "--count takes a number from 1 to 999999999");
    }
    return switch (caller.ask(words, "history " + count, PATIENCE_NANOS)) {
      case DaemonCall.Answer answer -> {
        boolean json = words.hasMatchedOption(Caller.JSON);
        terminal.out(
            json ? JsonObject.indented(answer.text()) : text(answer.object().objects("events")));
        yield Exit.OK;
      }
      case DaemonCall.Failure failure -> fail(terminal, failure.message());
    };
  }

  /** A line for each, below the day. */
  private String text(List<JsonObject> events) {
    var times = new Times(zone);
    var out = new StringBuilder(1024);
    String day = "";
    for (JsonObject event : events) {
      double time = event.number("time");
      if (!times.date(time).equals(day)) {
        day = times.date(time);
        out.append(day).append('\n');
      }
      out.append(times.time(time)).append(' ').append(Printable.of(what(event))).append('\n');
    }
    return out.toString();
  }

  private static String what(JsonObject event) {
    String text = event.text("text");
    return switch (event.text("kind")) {
      case "transition" ->
          because(who(event) + " " + event.text("from") + " -> " + event.text("to"), event);
      case "priority" ->
          because(
              who(event) + " stays " + event.text("to") + ", priority " + event.whole("priority"),
              event);
      case "started" -> "the daemon is up with " + text;
      case "reloaded" -> "reloaded " + text;
      // Its text says so itself.
      case "reload-refused" -> text;
      case "router-started" -> "the VRRP process has started: " + text;
      case "router-ended" -> "the VRRP process has ended: " + text;
      case "stopping" -> "the daemon is stopping";
      default -> event.text("kind") + " " + text;
    };
  }

  private static String who(JsonObject event) {
    return event.has("group") ? "group " + event.text("group") : event.text("instance");
  }

  private static String because(String what, JsonObject event) {
    String cause = event.text("cause");
    return cause.isEmpty() ? what : what + ": " + cause;
  }
}
