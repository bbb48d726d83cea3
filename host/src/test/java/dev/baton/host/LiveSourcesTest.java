package dev.baton.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.baton.config.facts.Sources;
import dev.baton.linux.host.HostFile;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LiveSourcesTest {

  @TempDir Path directory;
  private final LiveSources sources = new LiveSources();

  @Test
  void readsRegularFiles() throws Exception {
    Path file = Files.writeString(directory.resolve("a.conf"), "global_defs {\n}\n");
    var content = assertInstanceOf(Sources.Content.class, sources.read(file.toString()));
    assertArrayEquals(Files.readAllBytes(file), content.bytes());
    assertEquals(List.of(file.toString()), sources.opened());
  }

  @Test
  void refusesEverythingElse() throws Exception {
    assertEquals(Sources.Reason.MISSING, refusal(directory.resolve("none")));
    assertEquals(Sources.Reason.DIRECTORY, refusal(directory));
    assertEquals(Sources.Reason.NOT_REGULAR, refusal(Path.of("/dev/null")));
    Path fifo = directory.resolve("fifo");
    assertEquals(0, HostFile.makeFifo(fifo.toString(), 0600));
    // Opening it in the usual way would wait for a writer.
    assertEquals(Sources.Reason.NOT_REGULAR, refusal(fifo));
    Path program = Files.writeString(directory.resolve("program"), "x");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rw-r--r-x"));
    assertEquals(Sources.Reason.EXECUTABLE, refusal(program));
    assertEquals(List.of(), sources.opened());
  }

  @Test
  void refusesHugeFilesUnread() throws Exception {
    Path huge = directory.resolve("huge");
    try (var file = new RandomAccessFile(huge.toFile(), "rw")) {
      file.setLength(1L << 40);
    }
    assertEquals(Sources.Reason.TOO_LARGE, refusal(huge));
  }

  private Sources.Reason refusal(Path path) {
    return assertInstanceOf(Sources.Refused.class, sources.read(path.toString())).reason();
  }

  @Test
  void patternsGoThroughDirectories() throws Exception {
    for (String name : List.of("b/x.conf", "a/y.conf", "a/x.conf", "a/.h.conf", "a/x.txt")) {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "");
    }
    assertEquals(List.of("a/x.conf", "a/y.conf", "b/x.conf"), matching("?/*.conf"));
    assertEquals(List.of("a/x.conf"), matching("a//x.conf"));
    assertEquals(List.of("a/.h.conf"), matching("*/.h*"));
    assertEquals(List.of(), matching("a/none"));
    assertEquals(List.of(), matching("none/*"));
    assertEquals(List.of(directory + "/a/"), sources.matching(directory + "/[a]", 1_000).names());
  }

  private List<String> matching(String pattern) {
    return sources.matching(directory + "/" + pattern, 1_000).names().stream()
        .map(path -> directory.relativize(Path.of(path)).toString())
        .toList();
  }
}
