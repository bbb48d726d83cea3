package dev.baton.supervisor.life;

import dev.baton.linux.Errno;
import dev.baton.linux.process.ThisProcess;
import dev.baton.supervisor.files.PidFile;
import dev.baton.supervisor.observe.SupervisorLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** The pid files of this daemon. Their locks ensure that only one such daemon runs. */
final class PidFiles implements AutoCloseable {

  private final FileNames names;
  private final PidFile own;
  private Optional<PidFile> router = Optional.empty();
  private Optional<PidFile> bfd = Optional.empty();

  private PidFiles(FileNames names, PidFile own) {
    this.names = names;
    this.own = own;
  }

  /** Locks the main process's file, or tells why that cannot be. */
  static Optional<PidFiles> lock(FileNames names, DaemonLog log) {
    makeDirectory(names.pidDirectory(), log);
    return lock(names.pidFile(), log).map(own -> new PidFiles(names, own));
  }

  /** The router's file, locked; empty if that cannot be, which has been told. */
  Optional<PidFile> router(DaemonLog log) {
    if (router.isEmpty()) {
      router = lock(names.routerPidFile(), log);
    }
    return router;
  }

  /** The router's second file, which it has while it runs BFD; empty if it has none. */
  Optional<PidFile> bfd(boolean wanted, DaemonLog log) {
    if (!wanted) {
      bfd.ifPresent(PidFile::close);
      bfd = Optional.empty();
    } else if (bfd.isEmpty()) {
      bfd = lock(names.bfdPidFile(), log);
    }
    return bfd;
  }

  private static Optional<PidFile> lock(String path, DaemonLog log) {
    return switch (PidFile.lock(path)) {
      case PidFile.Locked(PidFile file) -> Optional.of(file);
      case PidFile.Busy _ -> {
        log.say(SupervisorLog.pidFileLocked(path));
        log.say(SupervisorLog.alreadyRunning());
        yield Optional.empty();
      }
      case PidFile.Refused(String reason) -> {
        log.say(SupervisorLog.failed("make a pid file", reason));
        yield Optional.empty();
      }
    };
  }

  private static void makeDirectory(String path, DaemonLog log) {
    if (path.isEmpty() || Files.isDirectory(Path.of(path))) {
      return;
    }
    try {
      Path directory = Files.createDirectories(Path.of(path));
      // The daemon's umask would hide it.
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException refused) {
      log.say(SupervisorLog.failed("make " + path, refused.toString()));
    }
  }

  /** Writes this process's number; the router's follows with the router. */
  void writeOwn(DaemonLog log) {
    int result = own.write(ThisProcess.pid());
    if (result < 0) {
      log.say(SupervisorLog.failed("write " + own.path(), Errno.message(result)));
    }
  }

  @Override
  public void close() {
    router.ifPresent(PidFile::close);
    bfd.ifPresent(PidFile::close);
    own.close();
    removeDirectory();
  }

  /** One that is named for this daemon's namespace, if nobody else has a file in it. */
  private void removeDirectory() {
    String path = names.ownPidDirectory();
    if (!path.isEmpty()) {
      try {
        Files.deleteIfExists(Path.of(path));
      } catch (IOException otherFiles) {
        // It stays for whoever has them.
      }
    }
  }
}
