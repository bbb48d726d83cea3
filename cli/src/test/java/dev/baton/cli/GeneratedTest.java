package dev.baton.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.cli.command.Command;
import dev.baton.cli.command.Exit;
import dev.baton.supervisor.option.Option;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Model.OptionSpec;

/** The manual page baton(8) and the completions are what the tables of options and commands say. */
final class GeneratedTest {

  private static final String SCRIPTS = "cli/src/main/resources/dev/baton/cli/completion/";

  @Test
  void manualPageOfTheProgram() throws IOException {
    var page = new Roff("BATON", 8, "System administration");
    page.section("NAME").text("baton - keeps a service address alive on a group of hosts");
    page.section("SYNOPSIS");
    page.text("baton [OPTION...]").paragraph("baton COMMAND [OPTION...] [ARGUMENT...]");
    page.section("DESCRIPTION");
    page.text(
        "Without a command, baton is the daemon: it elects by VRRP which host of a group holds the"
            + " service addresses. Configuration, options, signals and files are those of"
            + " keepalived.");
    page.paragraph(
        "If the first argument is not an option, it is a command for people: it reads files,"
            + " or asks the daemon.");
    page.section("OPTIONS");
    for (Option option : Option.values()) {
      page.item(synopsis(option), sentence(option.purpose()));
    }
    page.section("COMMANDS");
    for (Command command : CommandLineTool.commands()) {
      page.part("baton " + command.name());
      page.text(command.summary() + ".");
      for (OptionSpec option : options(command)) {
        String names = String.join(", ", option.names());
        String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
        page.item(names + value, String.join(" ", option.description()));
      }
      footer(page, command);
    }
    page.section("SIGNALS").text("To the main process:");
    page.item("TERM, INT, QUIT", "Stop: release the addresses, and exit with 0.");
    page.item("HUP", "Read the configuration again; one with new errors changes nothing.");
    page.item("USR1", "Write keepalived.data, a dump of the state, to $TMPDIR or /tmp.");
    page.item("USR2", "Write keepalived.stats, the counters.");
    page.item("RTMAX-1", "Write the counters, then reset them.");
    page.item("RTMIN+2", "Write keepalived.json.");
    page.section("FILES");
    page.item("/etc/baton/baton.conf", "The configuration, see baton.conf(5).");
    page.item("/etc/keepalived/keepalived.conf", "The configuration if there is no other.");
    page.item("/run/baton/control.sock", "The control socket, which the commands ask at.");
    page.section("EXIT STATUS").text("Of the daemon and of -t:");
    page.item("0", "Stopped by a signal; -t: no mistakes.");
    page.item("1", "A wrong option, a daemon that already runs, or an unknown namespace.");
    page.item("2", "The configuration lacks a required keyword.");
    page.item("4", "Insufficient privileges; -t: only fatal errors.");
    page.item("5", "-t: mistakes.");
    page.item(
        "6",
        "The configuration cannot be read; -t: an include is missing, or a script is" + " unsafe.");
    page.paragraph(
        "Of a command: 0 all is well; 1 the answer is no; 2 it could not do its work. status has"
            + " codes of its own.");
    page.section("SEE ALSO").text("baton.conf(5)");
    Golden.check("packaging/image/share/man/man8/baton.8", page.toString());
  }

  private static String synopsis(Option option) {
    String value =
        switch (option.value()) {
          case NONE -> "";
          case REQUIRED -> "=" + option.valueName();
          case OPTIONAL, LONG_ONLY -> "[=" + option.valueName() + "]";
        };
    String letter = option.letter() == '\0' ? "" : "-" + option.letter() + ", ";
    return letter + "--" + option.longName() + value;
  }

  private static String sentence(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
  }

  static List<OptionSpec> options(Command command) {
    return CommandLineTool.commandLine(command).getCommandSpec().options();
  }

  /** What stands below the options in its help: text, then examples, which are indented. */
  private static void footer(Roff page, Command command) {
    var text = new StringBuilder();
    var example = new ArrayList<String>();
    for (String line : command.words().usageMessage().footer()) {
      if (line.startsWith("  ")) {
        example.add(line.strip());
      } else if (line.isEmpty() && !text.isEmpty()) {
        page.paragraph(text.toString());
        text.setLength(0);
      } else {
        text.append(text.isEmpty() ? "" : " ").append(line);
      }
    }
    if (!text.isEmpty()) {
      page.paragraph(text.toString());
    }
    page.example(example);
  }

  @Test
  void completions() throws IOException {
    Golden.check(SCRIPTS + "baton.bash", new BashScript().toString());
    Golden.check(SCRIPTS + "baton.zsh", new ZshScript().toString());
    Golden.check(SCRIPTS + "baton.fish", new FishScript().toString());
  }

  @Test
  void commandPrintsTheScript() {
    assertEquals(new BashScript().toString(), Said.by("completion", "bash").out());
    assertEquals(new ZshScript().toString(), Said.by("completion", "zsh").out());
    var fish = Said.by("completion", "fish");
    assertEquals(new Said(Exit.OK, new FishScript().toString(), ""), fish);
  }

  @Test
  void otherShellsHaveNone() {
    assertEquals(Exit.FAILED, Said.by("completion", "csh").exitCode());
  }
}
