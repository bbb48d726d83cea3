package dev.baton.supervisor.life;

import dev.baton.core.config.Configuration;
import dev.baton.core.config.GlobalConfig;

/** A configuration that the daemon runs with, and the errors that it was taken with. */
record Running(Configuration configuration, Mistakes mistakes) {

  static Running of(Loading loading) {
    return new Running(loading.configuration(), Mistakes.of(loading.diagnostics()));
  }

  GlobalConfig global() {
    return configuration.global();
  }
}
