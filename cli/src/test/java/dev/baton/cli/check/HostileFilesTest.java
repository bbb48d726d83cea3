package dev.baton.cli.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.cli.Said;
import dev.baton.cli.command.Exit;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that are no configuration: each gets a clear word, soon. */
final class HostileFilesTest {

  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private static Said check(Path file) {
    return assertTimeoutPreemptively(SOON, () -> Said.by("check", file.toString()));
  }

  private static void refused(Path file, String reason) {
    var said = check(file);
    assertEquals(Exit.FAILED, said.exitCode(), said.out());
    assertTrue(said.out().contains(reason), said.out());
  }

  private static void wrong(Path file, String message) {
    var said = check(file);
    assertEquals(Exit.NO, said.exitCode(), said.out());
    assertTrue(said.out().contains(message), said.out());
  }

  @Test
  void whatIsNoRegularFileIsNotRead() throws IOException, InterruptedException {
    refused(folder, "is a directory");
    refused(Path.of("/dev/zero"), "is not a regular file");
    Path fifo = folder.resolve("fifo");
    assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
    refused(fifo, "is not a regular file");
    refused(folder.resolve("none"), "Config files missing");
    // Nobody may read it, root included.
    refused(Path.of("/proc/sys/vm/compact_memory"), "is not readable");
  }

  @Test
  void aHundredMegabytesAreTooLarge() throws IOException {
    Path file = folder.resolve("k.conf");
    try (var large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(100 << 20);
    }
    refused(file, "its files contain more than");
  }

  @Test
  void aFileOfNothingButNulIsToldOnce() throws IOException {
    Path file = folder.resolve("k.conf");
    Files.write(file, new byte[1 << 20]);
    wrong(file, "NUL character in line");
  }

  @Test
  void aPatternOfManyFilesEnds() throws IOException {
    Path many = Files.createDirectory(folder.resolve("many"));
    for (int i = 0; i < 25_000; i++) {
      Files.createFile(many.resolve(i + ".conf"));
    }
    Path file = folder.resolve("k.conf");
    Files.writeString(file, "include many/*.conf\n");
    wrong(file, "takes too much work");
    Files.writeString(file, "include /*/*/*/*/*/*/*.nothing\n");
    // As many directories as this machine has.
    assertTrue(Set.of(Exit.OK, Exit.NO).contains(check(file).exitCode()));
  }

  @Test
  void aCircleOfIncludesEnds() throws IOException {
    Files.writeString(folder.resolve("a.conf"), "include b.conf\n");
    Path file = folder.resolve("b.conf");
    Files.writeString(file, "include a.conf\n");
    wrong(file, "it includes itself");
  }
}
