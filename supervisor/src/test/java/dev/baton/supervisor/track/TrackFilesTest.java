package dev.baton.supervisor.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.model.TrackFileConfig;
import dev.baton.core.model.TrackFileConfig.Init;
import dev.baton.core.track.Reading;
import dev.baton.core.wire.ToRouter;
import dev.baton.supervisor.loop.EventLoop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that come, go, are replaced, and hang. */
final class TrackFilesTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long LIMIT = 20 * SECOND;

  /** Holds whoever opens the file, as a file server does that is away (F_SETLEASE, F_WRLCK). */
  private static final String HOLDER =
      "open F, '+<', $ARGV[0] or die; $SIG{IO} = sub { }; $| = 1;"
          + " fcntl F, 1024, 1 or die; print qq(held\\n); sleep 1000 while 1";

  @TempDir Path root;
  private final List<String> said = new ArrayList<>();
  private final List<ToRouter.TrackerRead> readings = new ArrayList<>();
  private EventLoop loop;
  private TrackFiles files;
  private Path directory;
  private Path file;

  @BeforeEach
  void open() throws Exception {
    loop = EventLoop.open();
    files = new TrackFiles(loop, line -> said.add(line.text()), readings::add);
    directory = Files.createDirectory(root.resolve("d"));
    file = directory.resolve("level");
  }

  @AfterEach
  void close() {
    files.close();
    loop.close();
  }

  private void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + LIMIT;
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      loop.at(System.nanoTime() + SECOND / 200, loop::end);
      loop.run();
    }
    assertTrue(condition.getAsBoolean(), () -> "in vain; " + said + " " + readings);
  }

  private void awaitValue(int value) {
    await(() -> !readings.isEmpty() && last() == value);
  }

  private int last() {
    return readings.getLast().reading() instanceof Reading.Value(int value) ? value : -99_999;
  }

  private static TrackFileConfig config(Path path, Optional<Init> init) {
    return new TrackFileConfig("level", path.toString(), TrackFileConfig.WEIGHT_DEFAULT, init);
  }

  private void track(Path path) {
    files.configure(List.of(config(path, Optional.empty())), true);
  }

  private static void write(Path path, String text) {
    try {
      Files.writeString(path, text);
    } catch (IOException refused) {
      throw new AssertionError(refused);
    }
  }

  @Test
  void aFileIsReadAtOnceAndWhenItChanges() throws Exception {
    write(file, "5\n");
    track(file);
    awaitValue(5);
    write(file, "0x10\n");
    awaitValue(16);
    write(file, "");
    awaitValue(0);
    write(file, "7");
    awaitValue(7);
    Files.delete(file);
    awaitValue(0);
    write(file, "8");
    awaitValue(8);
    Path other = directory.resolve("other");
    write(other, "9");
    Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
    awaitValue(9);
    Files.move(file, other);
    awaitValue(0);
    Files.createLink(file, other);
    awaitValue(9);
    assertEquals(List.of(), said);
  }

  @Test
  void aMissingFileCountsAsZero() {
    track(file);
    awaitValue(0);
    write(file, "3");
    awaitValue(3);
    assertEquals(List.of(), said);
  }

  @Test
  void itsDirectoryMayGoAndComeBack() throws Exception {
    write(file, "5");
    track(file);
    awaitValue(5);
    Files.delete(file);
    Files.delete(directory);
    awaitValue(0);
    Files.createDirectory(directory);
    write(file, "6");
    awaitValue(6);
    Path away = root.resolve("away");
    Files.move(directory, away);
    awaitValue(0);
    Files.move(away, directory);
    awaitValue(6);
    write(file, "7");
    awaitValue(7);
  }

  @Test
  void linksOnTheWayMayBeSetAnew() throws Exception {
    Path one = Files.createDirectory(root.resolve("one"));
    Path two = Files.createDirectory(root.resolve("two"));
    write(one.resolve("level"), "1");
    write(two.resolve("level"), "2");
    Path current = root.resolve("current");
    Files.createSymbolicLink(current, one);
    Files.createSymbolicLink(file, current.resolve("level"));
    track(file);
    awaitValue(1);
    write(one.resolve("level"), "10");
    awaitValue(10);
    Path next = root.resolve("next");
    Files.createSymbolicLink(next, two);
    Files.move(next, current, StandardCopyOption.ATOMIC_MOVE);
    awaitValue(2);
    write(two.resolve("level"), "20");
    awaitValue(20);
    Files.delete(two.resolve("level"));
    awaitValue(0);
    write(two.resolve("level"), "21");
    awaitValue(21);
  }

  @Test
  void aNumberThatDoesNotFitIsIgnored() {
    write(file, "5");
    track(file);
    awaitValue(5);
    write(file, "99999999999\n");
    String line = "Invalid number 99999999999 read from " + file + " - ignoring";
    await(() -> said.contains(line));
    assertEquals(5, last());
  }

  @Test
  void aFirstNumberThatDoesNotFitIsZero() {
    write(file, "99999999999\n");
    track(file);
    awaitValue(0);
  }

  @Test
  void whatIsNoFileCountsAsZeroAndIsTold() throws Exception {
    Files.createDirectory(file);
    track(file);
    awaitValue(0);
    String trouble = file + " is not a regular file";
    assertEquals(List.of("Track file level counts as 0: " + trouble), said);
    Files.delete(file);
    write(file, "4");
    awaitValue(4);
  }

  @ParameterizedTest(name = "file with [{0}], overwrite {1}")
  @CsvSource({"'', false, 5", "3, false, 3", "3, true, 5", "'', true, 5"})
  void filesBeginWithANumber(String before, boolean overwrite, int value) throws Exception {
    if (!before.isEmpty()) {
      write(file, before);
    }
    var init = Optional.of(new Init(5, overwrite));
    files.configure(List.of(config(file, init)), true);
    awaitValue(value);
    assertEquals(value, Integer.parseInt(Files.readString(file).strip()));
    // Only the start of the daemon does that.
    write(file, "9");
    awaitValue(9);
    files.configure(List.of(config(file, init)), false);
    write(file, "8");
    awaitValue(8);
  }

  @Test
  void aLinkIsReplacedAndWhatItLeadsToIsLeft() throws Exception {
    Path victim = root.resolve("victim");
    write(victim, "17");
    for (boolean symbolic : List.of(true, false)) {
      Files.deleteIfExists(file);
      if (symbolic) {
        Files.createSymbolicLink(file, victim);
      } else {
        Files.createLink(file, victim);
      }
      files.configure(List.of(config(file, Optional.of(new Init(5, true)))), true);
      await(() -> !files.statuses().isEmpty() && files.statuses().getFirst().value() == 5);
      assertEquals("17", Files.readString(victim));
      files.configure(List.of(), false);
    }
    assertEquals(List.of(), said);
  }

  @Test
  void whatIsNoFileIsNotOverwritten() throws Exception {
    assertEquals(0, new ProcessBuilder("mkfifo", file.toString()).start().waitFor());
    files.configure(List.of(config(file, Optional.of(new Init(5, true)))), true);
    awaitValue(0);
    String line = "Cannot initialise track file level: " + file + " is not a regular file";
    assertTrue(said.contains(line), said::toString);
  }

  @Test
  void aReloadReadsAnewAndTellsWhatIsNew() {
    write(file, "5");
    track(file);
    awaitValue(5);
    readings.clear();
    Path other = directory.resolve("other");
    write(other, "6");
    files.configure(List.of(config(other, Optional.empty())), false);
    awaitValue(6);
    write(file, "7");
    write(other, "8");
    awaitValue(8);
    assertEquals(2, readings.size(), readings::toString);
  }

  @Test
  void anotherRouterIsToldAgain() {
    write(file, "5");
    track(file);
    awaitValue(5);
    readings.clear();
    files.repeatReadings();
    assertEquals(5, last());
  }

  @Test
  void whatIsNotTrackedAnyMoreIsNotRead() {
    write(file, "5");
    track(file);
    awaitValue(5);
    files.configure(List.of(), false);
    write(file, "6");
    assertTrue(files.statuses().isEmpty());
  }

  @Test
  void aFileThatHangsCountsAsMissingAndHoldsNobodyUp() throws Exception {
    write(file, "5");
    Path other = directory.resolve("other");
    write(other, "6");
    Process holder = new ProcessBuilder("perl", "-e", HOLDER, file.toString()).start();
    try {
      assertEquals("held", holder.inputReader().readLine());
      var second =
          new TrackFileConfig(
              "other", other.toString(), TrackFileConfig.WEIGHT_DEFAULT, Optional.empty());
      files.configure(List.of(config(file, Optional.empty()), second), true);
      await(() -> readings.size() == 2);
      assertEquals(new Reading.Value(0), readings.getFirst().reading());
      assertEquals(new Reading.Value(6), readings.getLast().reading());
      String hangs = "Track file level hangs while it is read: its file system does not answer";
      assertTrue(said.contains(hangs), said::toString);
      // Another reload does not begin another look at it, and keeps what is known.
      files.configure(List.of(config(file, Optional.empty()), second), false);
      write(other, "7");
      awaitValue(7);
    } finally {
      holder.destroyForcibly().waitFor();
    }
    await(() -> said.contains("Track file level no longer hangs while it is read"));
    awaitValue(5);
  }

  @Test
  void aFloodOfChangesEndsWithTheLast() {
    track(file);
    awaitValue(0);
    for (int i = 1; i <= 2_000; i++) {
      write(file, i + "\n");
    }
    awaitValue(2_000);
    assertFalse(readings.size() > 1_000, () -> readings.size() + " readings");
  }
}
