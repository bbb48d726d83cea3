package dev.baton.supervisor.life;

import dev.baton.core.model.Configuration;
import dev.baton.core.model.GlobalConfig;

/** A configuration that the daemon runs with, and the errors that it was taken with. */
record RunningConfiguration(Configuration configuration, Mistakes mistakes) {

  static RunningConfiguration of(LoadedConfiguration loading) {
    return new RunningConfiguration(loading.configuration(), Mistakes.of(loading.diagnostics()));
  }

  GlobalConfig global() {
    return configuration.global();
  }
}
