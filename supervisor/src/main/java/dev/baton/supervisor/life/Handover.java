package dev.baton.supervisor.life;

import dev.baton.core.model.Configuration;
import dev.baton.core.wire.ConfigurationHandover;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.process.MemoryFile;

/**
 * A configuration in the form in which routers receive it: a sealed file in memory that each of
 * them can read, and its number.
 */
final class Handover implements AutoCloseable {

  private final Configuration configuration;
  private final long generation;
  private final Fd file;

  private Handover(Configuration configuration, long generation, Fd file) {
    this.configuration = configuration;
    this.generation = generation;
    this.file = file;
  }

  static Handover of(LoadedConfiguration loading, long generation) throws OsException {
    var content = new ConfigurationHandover(generation, loading.facts(), loading.normalised());
    Fd file = MemoryFile.of("configuration", content.encode());
    // The texts are in the file now; only the model stays in memory.
    return new Handover(loading.configuration(), generation, file);
  }

  Configuration configuration() {
    return configuration;
  }

  long generation() {
    return generation;
  }

  Fd file() {
    return file;
  }

  @Override
  public void close() {
    file.close();
  }
}
