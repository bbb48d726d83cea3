package dev.baton.supervisor.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.log.LogLine;
import dev.baton.linux.Fd;
import dev.baton.linux.host.HostFile;
import dev.baton.supervisor.option.Options;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where log lines go, and that nothing waits for who does not take them. */
final class SinkTest {

  private static final Speaker SPEAKER = Speaker.supervisor(1, "", "");
  private static final Speaker ROUTER = Speaker.router(2, "", "");
  private static final long SECOND = 1_795_173_812;

  @TempDir Path directory;

  private static LogEntry entry(String text) {
    return new LogEntry(SPEAKER, LogLine.info(text), SECOND);
  }

  @Test
  void aConsoleThatNobodyReadsLosesLinesAndRecovers() throws Exception {
    String fifo = directory.resolve("console").toString();
    assertEquals(0, HostFile.makeFifo(fifo, 0600));
    // As a pipe is inherited: writing to it blocks when it is full.
    try (Fd pipe = HostFile.open(fifo, HostFile.READ_WRITE, 0)) {
      var sink = new ConsoleSink(pipe);
      LogEntry line = entry("x".repeat(1000));
      int written = 0;
      while (sink.write(line, WallClockTest.CLOCK)) {
        written++;
      }
      assertTrue(written > 10, "a pipe holds 64 KiB");
      assertFalse(sink.write(line, WallClockTest.CLOCK));
      byte[] taken = new byte[1 << 16];
      assertTrue(pipe.read(taken) > 1000);
      assertTrue(sink.write(line, WallClockTest.CLOCK));
    }
  }

  @Test
  void aFileIsAppendedToAndOpenedAnew() throws Exception {
    Path file = Files.writeString(directory.resolve("log"), "before\n");
    var sink = FileSink.main(file.toString());
    assertEquals("", sink.open());
    assertTrue(sink.write(entry("one"), WallClockTest.CLOCK));
    Files.move(file, directory.resolve("log.1"));
    assertTrue(sink.write(entry("two"), WallClockTest.CLOCK));
    assertEquals("", sink.open());
    assertTrue(sink.write(entry("three"), WallClockTest.CLOCK));
    String stamp = "Fri Nov 20 11:23:32 2026: ";
    assertEquals(
        List.of("before", stamp + "one", stamp + "two"),
        Files.readAllLines(directory.resolve("log.1")));
    assertEquals(List.of(stamp + "three"), Files.readAllLines(file));
  }

  @Test
  void eachProcessHasAFileOfItsOwn() throws Exception {
    String path = directory.resolve("baton.log").toString();
    var lines = List.of(entry("parent"), new LogEntry(ROUTER, LogLine.info("router"), SECOND));
    for (var sink : List.of(FileSink.main(path), FileSink.router(path))) {
      assertEquals("", sink.open());
      for (LogEntry line : lines) {
        assertTrue(sink.write(line, WallClockTest.CLOCK));
      }
    }
    assertTrue(Files.readString(Path.of(path)).endsWith(": parent\n"));
    String router = Files.readString(directory.resolve("baton_vrrp.log"));
    assertTrue(router.endsWith(": router\n") && router.lines().count() == 1, router);
  }

  @Test
  void aFileIsNotReachedThroughALink() throws Exception {
    Path target = Files.writeString(directory.resolve("precious"), "data");
    Path link = Files.createSymbolicLink(directory.resolve("log"), target);
    var sink = FileSink.main(link.toString());
    assertEquals(link + " is a symbolic link, which is not followed", sink.open());
    assertTrue(sink.write(entry("told of already"), WallClockTest.CLOCK));
    assertEquals("data", Files.readString(target));
  }

  @Test
  void aFullDiskLosesLinesOnly() throws Exception {
    var sink = FileSink.main("/dev/full");
    assertEquals("", sink.open());
    assertFalse(sink.write(entry("lost"), WallClockTest.CLOCK));
  }

  /** Whatever one place does not take, the others get, and among it that it does not. */
  @Test
  void aPlaceThatCannotBeSilencesNoOther() throws Exception {
    Path file = directory.resolve("log");
    assertEquals(0, HostFile.makeFifo(directory.resolve("log_vrrp").toString(), 0666));
    var writer = new LogWriter(new Options.Logging(false, 0, 3, file.toString(), false));
    writer.say(SPEAKER, LogLine.info("one"));
    writer.say(ROUTER, LogLine.info("of the router"));
    writer.reopen();
    writer.say(SPEAKER, LogLine.info("two"));
    writer.end();
    assertTimeoutPreemptively(Duration.ofSeconds(20), writer::run);
    String complaint = "Unable to log: " + file + "_vrrp is not a regular file";
    assertEquals(List.of(complaint, "one", complaint, "two"), texts(file));
  }

  @Test
  void theWriterKeepsTheOrderAndDropsDetailUnlessAsked() throws Exception {
    assertEquals(List.of("one", "two", "three"), texts(1));
    assertEquals(List.of("one", "three"), texts(0));
  }

  private List<String> texts(int detail) throws Exception {
    Path file = directory.resolve("log" + detail);
    var writer = new LogWriter(new Options.Logging(false, detail, 3, file.toString(), false));
    writer.say(SPEAKER, LogLine.info("one"));
    writer.say(SPEAKER, LogLine.detail("two"));
    writer.say(SPEAKER, LogLine.error("three"));
    writer.end();
    // Ends by itself: nothing more is coming.
    writer.run();
    return texts(file);
  }

  private static List<String> texts(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(line -> line.substring(line.indexOf(": ") + 2))
        .toList();
  }

  @Test
  void whatFindsNoRoomIsCountedAndSaid() throws Exception {
    Path file = directory.resolve("log");
    var writer = new LogWriter(new Options.Logging(false, 0, 3, file.toString(), false));
    for (int line = 0; line < 10_000; line++) {
      writer.say(SPEAKER, LogLine.info("line " + line));
    }
    writer.end();
    writer.run();
    List<String> lines = Files.readAllLines(file);
    assertTrue(lines.get(1).endsWith(" log lines were lost"), lines.get(1));
    assertTrue(lines.getLast().contains("line 8"), lines.getLast());
  }
}
