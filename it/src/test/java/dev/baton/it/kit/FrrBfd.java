package dev.baton.it.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** FRR's bfdd with the zebra that it needs, of Debian's package, on one host. */
public final class FrrBfd implements AutoCloseable {

  private static final Path PROGRAMS = Path.of("/usr/lib/frr");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Host host;
  private final Path folder;
  private final List<Process> processes = new ArrayList<>();

  private FrrBfd(Host host, Path folder) {
    this.host = host;
    this.folder = folder;
  }

  /** Starts both with these lines of bfdd's configuration. */
  public static FrrBfd start(Lan lan, Host host, String configuration) {
    try {
      Path folder = Files.createTempDirectory(lan.folder(), "frr");
      // They run as their own user.
      Files.setPosixFilePermissions(lan.folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
      Shell.run("chown frr:frr " + folder);
      var frr = lan.adopt(new FrrBfd(host, folder));
      frr.spawn("zebra", "");
      Path socket = folder.resolve("z.sock");
      Await.until("zebra's socket", PATIENCE, () -> Files.exists(socket), frr::log);
      frr.spawn("bfdd", configuration);
      return frr;
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  private void spawn(String program, String configuration) throws IOException {
    Path file = folder.resolve(program + ".conf");
    Files.writeString(file, configuration);
    List<String> words = new ArrayList<>(host.entrance());
    words.addAll(List.of(PROGRAMS.resolve(program).toString(), "-f", file.toString()));
    words.addAll(List.of("-i", folder.resolve(program + ".pid").toString()));
    words.addAll(List.of("-z", folder.resolve("z.sock").toString()));
    words.addAll(List.of("--vty_socket", folder.toString(), "-A", "127.0.0.1", "-P", "0"));
    words.addAll(List.of("--log", "stdout"));
    var builder = new ProcessBuilder(words).redirectErrorStream(true);
    Process process = builder.redirectOutput(folder.resolve(program + ".log").toFile()).start();
    process.getOutputStream().close();
    processes.add(process);
  }

  private String log() {
    var text = new StringBuilder();
    for (String program : List.of("zebra", "bfdd")) {
      try {
        text.append(Files.readString(folder.resolve(program + ".log")));
      } catch (IOException notStarted) {
        text.append(program).append(" has not begun\n");
      }
    }
    return text.toString();
  }

  /** Kills both. */
  @Override
  public void close() {
    for (Process process : processes.reversed()) {
      process.destroyForcibly().onExit().join();
    }
    processes.clear();
  }
}
