package dev.baton.cli.control;

import dev.baton.cli.command.Command;
import dev.baton.cli.command.Exit;
import dev.baton.cli.command.Terminal;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Has the running daemon read its configuration again, and tells how that ended. */
public final class ReloadCommand implements Command {

  /** The daemon reads for 30 seconds at most, and may have another reload to finish before. */
  private static final long PATIENCE_NANOS = 90_000_000_000L;

  private final Caller caller;

  /** Of this host's daemons. */
  public ReloadCommand() {
    this(Caller.ofThisHost());
  }

  /** Of these daemons. */
  ReloadCommand(Caller caller) {
    this.caller = caller;
  }

  @Override
  public String name() {
    return "reload";
  }

  @Override
  public String summary() {
    return "Have the daemon read its configuration again, and wait for the result";
  }

  @Override
  public CommandSpec words() {
    CommandSpec spec = Caller.words();
    spec.usageMessage()
        .footer(
            "",
            "A file with an error that the running configuration does not have is refused as a",
            "whole: the errors are printed, and everything stays as it was.",
            "",
            "Exit code: 0 the configuration is in force, 1 it was refused, 2 there is no daemon,"
                + " no",
            "permission or no answer.",
            "",
            "Examples:",
            "  baton reload",
            "  baton check && baton reload");
    return spec;
  }

  @Override
  public int run(ParseResult words, Terminal terminal) {
    return switch (caller.ask(words, "reload", PATIENCE_NANOS)) {
      case DaemonCall.Answer answer -> tell(answer, words.hasMatchedOption(Caller.JSON), terminal);
      case DaemonCall.Failure failure -> fail(terminal, failure.message());
    };
  }

  private static int tell(DaemonCall.Answer answer, boolean json, Terminal terminal) {
    JsonObject object = answer.object();
    boolean done = object.text("result").equals("reloaded");
    if (json) {
      terminal.out(JsonObject.indented(answer.text()));
    } else {
      List<JsonObject> found = object.objects("diagnostics");
      // What decided it comes last, above the reason: it is what must be read.
      found.stream().filter(it -> !it.flag("decisive")).forEach(it -> render(it, terminal));
      found.stream().filter(it -> it.flag("decisive")).forEach(it -> render(it, terminal));
      long more = object.whole("diagnostic_count") - found.size();
      if (more > 0) {
        terminal.err("and " + more + " more: `baton check` shows all\n");
      }
      if (done) {
        String same = object.flag("changed") ? "" : "; no file has changed since the last time";
        terminal.out(object.text("file") + " is in force" + same + "\n");
      } else {
        terminal.err(object.text("reason") + "\n");
      }
    }
    return done ? Exit.OK : Exit.NO;
  }

  private static void render(JsonObject diagnostic, Terminal terminal) {
    terminal.err(diagnostic.text("rendered") + "\n");
  }
}
