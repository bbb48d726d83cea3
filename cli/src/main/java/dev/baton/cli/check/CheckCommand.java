package dev.baton.cli.check;

import dev.baton.cli.command.Arguments;
import dev.baton.cli.command.Command;
import dev.baton.cli.command.Exit;
import dev.baton.cli.command.Terminal;
import dev.baton.config.advice.Linter;
import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.Palette;
import dev.baton.config.diagnose.Severity;
import dev.baton.config.diagnose.SourceFile;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.facts.HostFacts;
import dev.baton.config.facts.Sources;
import dev.baton.config.group.GroupCheck;
import dev.baton.config.read.ConfigReader;
import dev.baton.config.read.ConfigReader.Reading;
import dev.baton.config.text.ReadOptions;
import dev.baton.host.DefaultFile;
import dev.baton.host.LiveHostFacts;
import dev.baton.host.LiveSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Tells all that is wrong with configurations. */
public final class CheckCommand implements Command {

  private static final List<String> COLOURS = List.of("auto", "always", "never");

  private static final String STANDARD_INPUT = "-";

  /** As much as a file may hold. */
  private static final int INPUT_BYTES_MAX = 4 << 20;

  /** Fixes that bring a fix with them end soon, or never. */
  private static final int ROUNDS_MAX = 10;

  /** Nothing has been read. */
  public CheckCommand() {}

  @Override
  public String name() {
    return "check";
  }

  @Override
  public String summary() {
    return "Report every mistake in a configuration: where, why, and how to fix it";
  }

  @Override
  public CommandSpec words() {
    CommandSpec spec =
        CommandSpec.create()
            .addPositional(
                Arguments.any(
                    "FILE",
                    "A configuration, as `baton -f` takes it; the daemon's own if none is"
                        + " named, standard input for `-`. Several are compared as the nodes"
                        + " of one group."));
    flag(spec, "--fix", "Apply the fixes that have only one possible meaning, and show them.");
    flag(spec, "--dry-run", "With --fix, show them but write nothing.");
    flag(spec, "--json", "Print one JSON object instead of text.");
    flag(spec, "--strict", "Treat warnings as errors.");
    spec.addOption(
        OptionSpec.builder("--color")
            .paramLabel("WHEN")
            .arity("1")
            .type(String.class)
            .completionCandidates(COLOURS)
            .description("auto, always or never; auto respects NO_COLOR.")
            .build());
    spec.addOption(
        OptionSpec.builder("--config-id")
            .paramLabel("ID")
            .arity("1")
            .type(String.class)
            .description("Name of the host for @ID lines and ${_INSTANCE}.")
            .build());
    spec.addOption(
        OptionSpec.builder("--host-facts")
            .paramLabel("FACTS_FILE")
            .arity("1")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .description(
                "Check against what `baton facts` recorded, not this host. Give it once for all"
                    + " files, or once for each, in the same order.")
            .build());
    spec.usageMessage()
        .footer(
            "",
            "Exit code: 0 no errors; 1 errors, with --strict also warnings; 2 it could not run.",
            "",
            "Examples:",
            "  baton check",
            "  baton check --fix --dry-run keepalived.conf",
            "  baton check --host-facts a.json --host-facts b.json a.conf b.conf");
    return spec;
  }

  private static void flag(CommandSpec spec, String name, String description) {
    spec.addOption(OptionSpec.builder(name).description(description).build());
  }

  @Override
  public int run(ParseResult words, Terminal terminal) {
    List<String> files = words.matchedPositionalValue(0, List.of(DefaultFile.path()));
    List<String> facts = words.matchedOptionValue("--host-facts", List.of());
    String when = words.matchedOptionValue("--color", "auto");
    if (!COLOURS.contains(when)) {
      return fail(terminal, "--color takes auto, always or never");
    }
    if (facts.size() > 1 && facts.size() != files.size()) {
      return fail(terminal, "give --host-facts once, or once for each file");
    }
    if (words.hasMatchedOption("--dry-run") && !words.hasMatchedOption("--fix")) {
      return fail(terminal, "--dry-run goes with --fix");
    }
    if (words.hasMatchedOption("--fix") && files.contains(STANDARD_INPUT)) {
      return fail(terminal, "standard input cannot be fixed: name a file");
    }
    var options = new ReadOptions(words.matchedOptionValue("--config-id", ""), false, 1);
    var nodes = new ArrayList<NodeFile>();
    try {
      Sources sources = sources(files, terminal);
      for (int i = 0; i < files.size(); i++) {
        String of = facts.isEmpty() ? "" : facts.get(facts.size() == 1 ? 0 : i);
        HostFacts host = of.isEmpty() ? live() : recorded(of);
        nodes.add(new NodeFile(files.get(i), sources, host, options));
      }
    } catch (NoSuchFileException absent) {
      return fail(terminal, absent.getFile() + ": no such file");
    } catch (IOException unreadable) {
      return fail(terminal, String.valueOf(unreadable.getMessage()));
    }
    boolean json = words.hasMatchedOption("--json");
    Palette palette = json ? Palette.PLAIN : palette(when, terminal);
    if (words.hasMatchedOption("--fix")) {
      boolean write = !words.hasMatchedOption("--dry-run");
      // A program that reads the object wants nothing else on standard output.
      var fixing = new Fixing(text -> sayFix(terminal, json, text), palette, write);
      if (!fix(nodes, fixing, terminal)) {
        return Exit.FAILED;
      }
    }
    var wish = new Wish(json, words.hasMatchedOption("--strict"), !facts.isEmpty(), palette);
    return report(nodes, wish, terminal);
  }

  private static void sayFix(Terminal terminal, boolean json, String text) {
    if (json) {
      terminal.err(text);
    } else {
      terminal.out(text);
    }
  }

  private record Wish(boolean json, boolean strict, boolean byFacts, Palette palette) {}

  /** One configuration, the facts it is judged by, and how it is read. */
  private record NodeFile(String path, Sources sources, HostFacts facts, ReadOptions options) {
    Reading read() {
      return ConfigReader.readForAdvice(path, sources, facts, options);
    }
  }

  /** The files of this host, and standard input if it is asked for. */
  private static Sources sources(List<String> files, Terminal terminal) throws IOException {
    var live = new LiveSources();
    if (!files.contains(STANDARD_INPUT)) {
      return live;
    }
    byte[] text = terminal.in(INPUT_BYTES_MAX);
    return new Sources() {
      @Override
      public Sources.Reading read(String path) {
        if (!path.equals(STANDARD_INPUT)) {
          return live.read(path);
        }
        return text.length > INPUT_BYTES_MAX ? new Refused(Reason.TOO_LARGE) : new Content(text);
      }

      @Override
      public Matches matching(String pattern, int entriesMax) {
        return live.matching(pattern, entriesMax);
      }
    };
  }

  private static HostFacts live() {
    return new LiveHostFacts(true);
  }

  private static HostFacts recorded(String file) throws IOException {
    return FactsJson.read(file, Files.readAllBytes(Path.of(file)));
  }

  private static Palette palette(String when, Terminal terminal) {
    String refused = System.getenv("NO_COLOR");
    boolean auto = terminal.colour() && (refused == null || refused.isEmpty());
    boolean coloured = when.equals("always") || (when.equals("auto") && auto);
    return coloured ? Palette.COLOURED : Palette.PLAIN;
  }

  /** Fixes all files, again and again while a fix brings another to light. */
  private boolean fix(List<NodeFile> nodes, Fixing fixing, Terminal terminal) {
    for (NodeFile node : nodes) {
      int changes = 1;
      for (int round = 0; changes > 0 && round < ROUNDS_MAX; round++) {
        Reading reading = node.read();
        try {
          changes = fixing.fix(reading.files(), Linter.check(reading, node.facts()));
        } catch (IOException refused) {
          fail(terminal, "cannot fix " + refused.getMessage());
          return false;
        }
      }
    }
    return true;
  }

  private static int report(List<NodeFile> nodes, Wish wish, Terminal terminal) {
    var readings = new ArrayList<Reading>();
    var found = new ArrayList<Diagnostic>();
    boolean unread = false;
    for (NodeFile node : nodes) {
      Reading reading = node.read();
      unread |= reading.files().isEmpty();
      readings.add(reading);
      Linter.check(reading, node.facts()).stream().map(CheckCommand::ofNoFile).forEach(found::add);
    }
    found.addAll(GroupCheck.compare(readings));
    List<Diagnostic> told = nodes.size() > 1 && !wish.byFacts ? withoutOthers(found) : found;
    var report = new Report(inOrder(readings, told), nodes.stream().map(NodeFile::path).toList());
    terminal.out(wish.json ? report.json() : report.text(wish.palette));
    if (unread) {
      return Exit.FAILED;
    }
    boolean bad = report.errors() > 0 || (wish.strict && report.warnings() > 0);
    return bad ? Exit.NO : Exit.OK;
  }

  /** Without its file a check has nothing to do, which a daemon only warns of. */
  private static Diagnostic ofNoFile(Diagnostic told) {
    return told.code().equals("no-main-file")
        ? told.headed(Severity.ERROR).withHelp("check the path: nothing else was read")
        : told;
  }

  /** Files of several nodes name interfaces that this host need not have. */
  private static List<Diagnostic> withoutOthers(List<Diagnostic> found) {
    var kept = new ArrayList<Diagnostic>();
    for (Diagnostic diagnostic : found) {
      if (!diagnostic.code().equals("absent-interface")) {
        kept.add(diagnostic);
      }
    }
    int absent = found.size() - kept.size();
    if (absent > 0) {
      kept.add(
          Diagnostic.note(
                  "other-host",
                  SourceSpan.NONE,
                  absent + " lines name interfaces that this host does not have")
              .because("the files belong to several nodes, and this host is at most one of them")
              .withHelp(
                  "record each node with `baton facts FILE > facts.json`, and give --host-facts"));
    }
    return kept;
  }

  /** One node after the other; what concerns two is reported at the later place. */
  private static List<Diagnostic> inOrder(List<Reading> readings, List<Diagnostic> found) {
    var files = new ArrayList<SourceFile>();
    readings.forEach(reading -> files.addAll(reading.files()));
    var ordered = new Diagnostics(files);
    found.forEach(ordered::add);
    return ordered.all();
  }
}
