package dev.baton.it.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A machine of its own: Debian's user-mode Linux on this machine's file tree, with systemd as its
 * first process. It has modules that the kernel below may lack, and boots in seconds.
 */
public final class UserModeLinux {

  private static final long PATIENCE_SECONDS = 900;

  private UserModeLinux() {}

  /**
   * Boots, lets bash run {@code story} as a service, switches off, and gives what the story said.
   *
   * @param files what stands beside it in its working folder, by name
   */
  public static String tell(String story, Map<String, String> files) {
    Path shared = folder();
    try {
      for (var file : files.entrySet()) {
        Files.writeString(shared.resolve(file.getKey()), file.getValue());
      }
      Files.writeString(shared.resolve("story"), story);
      boot(shared);
      Path output = shared.resolve("output");
      if (!Files.exists(output)) {
        throw new AssertionError(
            "it did not boot:\n" + Files.readString(shared.resolve("console")));
      }
      return Files.readString(output);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    } finally {
      remove(shared);
    }
  }

  /** Not below what the machine has for itself. */
  private static Path folder() {
    try {
      return Files.createTempDirectory(Path.of("/var/tmp"), "baton-uml");
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  /** A resource beside the kernel, as a file. */
  private static Path copy(String name, Path shared) throws IOException {
    Path file = shared.resolve(name);
    try (var resource = UserModeLinux.class.getResourceAsStream("/uml/" + name)) {
      Files.write(file, resource.readAllBytes());
    }
    return file;
  }

  private static void boot(Path shared) throws IOException {
    Path init = copy("init", shared);
    Path registers = shared.resolve("registers.so");
    Shell.run("gcc -O2 -Wall -shared -fPIC -o " + registers + " " + copy("registers.c", shared));
    if (!init.toFile().setExecutable(true)) {
      throw new IOException("cannot make " + init + " executable");
    }
    var linux =
        new ProcessBuilder(
                "linux.uml",
                "rootfstype=hostfs",
                "rootflags=/",
                "ro",
                "mem=1G",
                "quiet",
                "con=null",
                "con0=fd:0,fd:1",
                "uml_dir=" + shared,
                "init=" + init,
                // What the kernel does not know becomes a variable of the first process.
                "shared=" + shared)
            .redirectErrorStream(true)
            .redirectOutput(shared.resolve("console").toFile());
    linux.environment().put("TMPDIR", shared.toString());
    linux.environment().put("LD_PRELOAD", registers.toString());
    Process machine = linux.start();
    try {
      machine.getOutputStream().close();
      if (!machine.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        machine.descendants().forEach(ProcessHandle::destroyForcibly);
        machine.destroyForcibly().waitFor();
      }
    } catch (InterruptedException stopped) {
      machine.descendants().forEach(ProcessHandle::destroyForcibly);
      machine.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", stopped);
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }
}
