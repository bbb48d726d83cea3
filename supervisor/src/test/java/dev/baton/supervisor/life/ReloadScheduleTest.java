package dev.baton.supervisor.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.model.GlobalConfig;
import dev.baton.supervisor.loop.EventLoop;
import dev.baton.supervisor.option.OptionReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that says when to reload, on a real loop. */
final class ReloadScheduleTest {

  private static final long LIMIT_NANOS = 20_000_000_000L;
  private static final long GLANCE_NANOS = 10_000_000L;

  @TempDir Path directory;
  private EventLoop loop;
  private DaemonLog log;
  private int reloads;

  @BeforeEach
  void open() throws Exception {
    loop = EventLoop.open();
    var options =
        assertInstanceOf(
                OptionReader.Accepted.class,
                OptionReader.read("-n", "-G", "--log-file=" + directory.resolve("log")))
            .options();
    log = DaemonLog.open(options);
    GlobalConfig config = config();
    new ReloadSchedule(log, loop, config, () -> reloads++).configure(config);
  }

  private GlobalConfig config() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("conf"),
            "global_defs {\n reload_time_file " + directory.resolve("when") + "\n}\n");
    return LoadedConfiguration.of(
            assertInstanceOf(OptionReader.Accepted.class, OptionReader.read("-f", file.toString()))
                .options())
        .configuration()
        .global();
  }

  @AfterEach
  void close() {
    log.close();
    loop.close();
  }

  private void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + LIMIT_NANOS;
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      loop.at(System.nanoTime() + GLANCE_NANOS, loop::end);
      loop.run();
    }
    assertTrue(condition.getAsBoolean(), this::said);
  }

  private String said() {
    try {
      return Files.readString(directory.resolve("log"));
    } catch (IOException nothingYet) {
      return "";
    }
  }

  @Test
  void theFileComesChangesAndGoes() throws IOException {
    Path file = directory.resolve("when");
    Files.writeString(file, "2099-01-01 00:00:00Z\n");
    await(() -> said().contains("Scheduling reload for 2099-01-01 00:00:00Z"));
    Files.writeString(file, "2098-01-01 00:00:00Z\n");
    await(
        () ->
            said()
                .contains("Reload time updated from 2099-01-01 00:00:00Z to 2098-01-01 00:00:00Z"));
    Files.delete(file);
    await(() -> said().contains("Cancelling reload scheduled for 2098-01-01 00:00:00Z"));
    Files.writeString(file, "soon\n");
    await(() -> said().contains("Reload time 'soon' is invalid or has passed - ignoring"));
    assertEquals(0, reloads);
  }

  @Test
  void whenTheTimeHasComeItReloadsOnce() throws IOException {
    Path file = directory.resolve("when");
    LocalTime soon = LocalTime.now(ZoneId.systemDefault()).plusSeconds(2);
    Files.writeString(file, soon.format(DateTimeFormatter.ofPattern("HH:mm:ss")) + "\n");
    await(() -> reloads == 1);
    assertFalse(Files.exists(file));
  }
}
