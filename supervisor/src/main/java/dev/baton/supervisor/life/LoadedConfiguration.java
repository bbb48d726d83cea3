package dev.baton.supervisor.life;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.ExitClass;
import dev.baton.config.facts.FactsRecorder;
import dev.baton.config.facts.FactsText;
import dev.baton.config.facts.HostFacts;
import dev.baton.config.read.ConfigReader;
import dev.baton.config.text.ReadOptions;
import dev.baton.core.model.Configuration;
import dev.baton.core.model.GlobalConfig;
import dev.baton.host.DefaultFile;
import dev.baton.host.LiveHostFacts;
import dev.baton.host.LiveSources;
import dev.baton.host.RecordedSources;
import dev.baton.host.SourcesRecorder;
import dev.baton.supervisor.option.Options;
import java.util.List;
import java.util.OptionalInt;

/**
 * A configuration as read from the running system, with everything that the router needs to build
 * the same model.
 *
 * @param path the main file
 * @param opened the files that were read
 * @param found whether there was a main file at all
 * @param fatal whether it has a mistake with which no daemon can run
 * @param exitCode the exit code of -t
 * @param normalised the router's part of the text, without includes, variables and conditions
 * @param facts the facts of the host that the reading used, as text
 * @param sources what the files said, to find out later whether they still say it
 * @param controlGroup the group that may ask at the control socket
 */
record LoadedConfiguration(
    String path,
    List<String> opened,
    boolean found,
    boolean fatal,
    int exitCode,
    Configuration configuration,
    List<Diagnostic> diagnostics,
    String normalised,
    String facts,
    RecordedSources sources,
    OptionalInt controlGroup) {

  /** Reads it now; may be called on any thread. */
  static LoadedConfiguration of(Options options) {
    String path = path(options);
    var files = new LiveSources();
    var sources = new SourcesRecorder(files);
    var live = new LiveHostFacts(options.action() == Options.Action.TEST);
    if (!options.netNamespace().isEmpty()) {
      live.lookInto(options.netNamespace());
    }
    var facts = new FactsRecorder(live);
    var readOptions = new ReadOptions(options.configId(), options.allConfig(), System.nanoTime());
    ConfigReader.Reading reading = ConfigReader.read(path, sources, facts, readOptions);
    // Not the tree: it would stay in memory for as long as the daemon runs.
    return new LoadedConfiguration(
        path,
        files.opened(),
        reading.mainFileRead(),
        !reading.fatal().isEmpty(),
        reading.exitCode(),
        reading.configuration(),
        ofKeepalived(reading.diagnostics()),
        reading.routerText(),
        FactsText.print(facts.recorded()),
        sources.recorded(),
        controlGroup(reading.configuration().global(), facts));
  }

  private static OptionalInt controlGroup(GlobalConfig global, HostFacts facts) {
    String name = global.settings().text("control_socket_group", "");
    return name.isEmpty() ? OptionalInt.empty() : facts.group(name);
  }

  private static List<Diagnostic> ofKeepalived(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .filter(diagnostic -> diagnostic.exitClass() != ExitClass.ADVICE)
        .toList();
  }

  /** The main file that a reading would begin with now. */
  static String path(Options options) {
    if (!options.configFile().isEmpty()) {
      return options.configFile();
    }
    return DefaultFile.path();
  }
}
