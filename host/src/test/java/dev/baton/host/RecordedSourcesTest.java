package dev.baton.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether files still say what they said when a configuration was read. */
final class RecordedSourcesTest {

  @TempDir Path directory;
  private String main;
  private String absent;
  private String pattern;
  private RecordedSources before;

  @BeforeEach
  void read() throws IOException {
    main = Files.writeString(directory.resolve("main"), "priority 100\n").toString();
    absent = directory.resolve("absent").toString();
    Files.writeString(directory.resolve("a.conf"), "");
    pattern = directory + "/*.conf";
    before = recorded();
  }

  private RecordedSources recorded() {
    var recorder = new SourcesRecorder(new LiveSources());
    recorder.read(main);
    recorder.read(absent);
    recorder.read(directory.toString());
    recorder.matching(pattern, 100);
    return recorder.recorded();
  }

  private List<String> changed() {
    return before.changedIn(new LiveSources());
  }

  @Test
  void whatSaysTheSameIsTheSame() throws IOException {
    assertEquals(List.of(), changed());
    assertEquals(before, recorded());
    Files.setLastModifiedTime(Path.of(main), FileTime.fromMillis(1_000));
    Path fresh = Files.writeString(directory.resolve("fresh"), "priority 100\n");
    Files.move(fresh, Path.of(main), StandardCopyOption.REPLACE_EXISTING);
    assertEquals(List.of(), changed());
  }

  @Test
  void anotherTextOfTheSameLengthIsAnother() throws IOException {
    FileTime time = Files.getLastModifiedTime(Path.of(main));
    Files.writeString(Path.of(main), "priority 101\n");
    Files.setLastModifiedTime(Path.of(main), time);
    assertEquals(List.of(main), changed());
    assertNotEquals(before, recorded());
  }

  @Test
  void whatComesAndGoesCounts() throws IOException {
    Files.writeString(Path.of(absent), "");
    Files.writeString(directory.resolve("b.conf"), "");
    Files.delete(Path.of(main));
    assertEquals(List.of(pattern, absent, main), changed());
  }

  @Test
  void anotherReasonForNoTextCounts() throws IOException {
    Files.createDirectory(Path.of(absent));
    assertEquals(List.of(absent), changed());
  }
}
