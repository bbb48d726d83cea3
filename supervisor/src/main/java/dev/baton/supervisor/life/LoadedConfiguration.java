package dev.baton.supervisor.life;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.ExitClass;
import dev.baton.config.facts.FactsRecorder;
import dev.baton.config.facts.FactsText;
import dev.baton.config.read.ConfigReader;
import dev.baton.config.text.ReadOptions;
import dev.baton.core.model.Configuration;
import dev.baton.host.DefaultFile;
import dev.baton.host.LiveHostFacts;
import dev.baton.host.LiveSources;
import dev.baton.supervisor.option.Options;
import java.util.List;

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
    String facts) {

  /** Reads it now; may be called on any thread. */
  static LoadedConfiguration of(Options options) {
    String path = path(options);
    var sources = new LiveSources();
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
        sources.opened(),
        reading.mainFileRead(),
        !reading.fatal().isEmpty(),
        reading.exitCode(),
        reading.configuration(),
        ofKeepalived(reading.diagnostics()),
        reading.routerText(),
        FactsText.print(facts.recorded()));
  }

  private static List<Diagnostic> ofKeepalived(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .filter(diagnostic -> diagnostic.exitClass() != ExitClass.ADVICE)
        .toList();
  }

  private static String path(Options options) {
    if (!options.configFile().isEmpty()) {
      return options.configFile();
    }
    return DefaultFile.path();
  }
}
