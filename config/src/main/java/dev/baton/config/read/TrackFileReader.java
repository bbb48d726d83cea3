package dev.baton.config.read;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.facts.HostQuestions;
import dev.baton.config.facts.PathFact;
import dev.baton.config.read.scope.BlockScope;
import dev.baton.config.read.scope.Definitions;
import dev.baton.config.read.track.Weights;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Quantities;
import dev.baton.config.tree.Value;
import dev.baton.core.model.TrackFileConfig;
import dev.baton.core.model.TrackFileConfig.Init;
import dev.baton.core.track.Weight;
import java.util.Optional;

/** Reads a track_file. */
final class TrackFileReader {

  private static final String OVERWRITE = "overwrite";

  private final BlockScope scope;
  private final HostQuestions host;
  private final Diagnostics diagnostics;

  TrackFileReader(BlockScope scope) {
    this.scope = scope;
    this.host = scope.host();
    this.diagnostics = scope.diagnostics();
  }

  /** The file; empty if it cannot be tracked, which has been told. */
  Optional<TrackFileConfig> read(Directive.Section section) {
    String name = section.name();
    var path = section.last("file");
    if (path.isEmpty()) {
      diagnostics.error(
          "no-file",
          section.words().get(1).span(),
          "No file set for track_file " + name + " - removing",
          "write `file PATH`");
      return Optional.empty();
    }
    Optional<Init> init = init(section);
    PathFact found = host.path(path.get().text(), path.get().argumentSpan());
    boolean directory = found.kind() == PathFact.Kind.DIRECTORY;
    if (directory && init.isPresent() && init.get().overwrite()) {
      diagnostics.error(
          "unwatchable",
          path.get().argumentSpan(),
          "Cannot initialise track file " + name + " - it is not a regular file",
          "name a file");
      return Optional.empty();
    }
    if (!found.watchable()) {
      diagnostics.add(
          Diagnostic.error(
                  "unwatchable",
                  path.get().argumentSpan(),
                  "track file " + name + " cannot be monitored - removing")
              .because("its directory does not exist, or its file system does not report changes"));
      return Optional.empty();
    }
    Weight weight = Weights.of(section, TrackFileConfig.WEIGHT_DEFAULT);
    var file = new TrackFileConfig(name, path.get().text(), weight, init);
    scope.definitions().add("track_file", name, new Definitions.Tracker(weight, true));
    return Optional.of(file);
  }

  private static Optional<Init> init(Directive.Section section) {
    var setting = section.last("init_file");
    if (setting.isEmpty()) {
      return Optional.empty();
    }
    int value = 0;
    boolean overwrite = false;
    if (setting.get().value() instanceof Value.Texts(var words)) {
      overwrite = words.contains(OVERWRITE);
      for (String word : words) {
        if (!word.equals(OVERWRITE)) {
          value = (int) Quantities.whole(word, -254, 254).number();
        }
      }
    }
    return Optional.of(new Init(value, overwrite));
  }
}
