package dev.baton.supervisor.life;

import dev.baton.core.model.Configuration;
import dev.baton.core.model.GlobalConfig;

/** The configuration that the daemon runs with, and the errors that it had when it was accepted. */
record RunningConfiguration(Configuration configuration, Mistakes mistakes) {

  static RunningConfiguration of(LoadedConfiguration loading) {
    return new RunningConfiguration(loading.configuration(), Mistakes.of(loading.diagnostics()));
  }

  GlobalConfig global() {
    return configuration.global();
  }
}
