package dev.baton.supervisor.life;

import dev.baton.core.wire.ConfigurationHandover;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.process.MemoryFile;

/**
 * A configuration as routers get it: a sealed file in memory that each may read, and its number.
 */
final class Handover implements AutoCloseable {

  private final Loading loading;
  private final long generation;
  private final Fd file;

  private Handover(Loading loading, long generation, Fd file) {
    this.loading = loading;
    this.generation = generation;
    this.file = file;
  }

  static Handover of(Loading loading, long generation) throws OsException {
    var content = new ConfigurationHandover(generation, loading.facts(), loading.normalised());
    return new Handover(loading, generation, MemoryFile.of("configuration", content.encode()));
  }

  Loading loading() {
    return loading;
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
