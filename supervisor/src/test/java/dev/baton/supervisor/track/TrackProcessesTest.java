package dev.baton.supervisor.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.model.ProcessConfig;
import dev.baton.core.track.ProcessPattern;
import dev.baton.core.track.ProcessPattern.Matching;
import dev.baton.core.track.Reading;
import dev.baton.core.track.Weight;
import dev.baton.core.wire.ToRouter;
import dev.baton.supervisor.loop.EventLoop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes of this host that begin, multiply and end. */
final class TrackProcessesTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long LIMIT = 20 * SECOND;
  private static final AtomicInteger PROGRAMS = new AtomicInteger();

  @TempDir Path directory;
  private final List<String> said = new ArrayList<>();
  private final List<ToRouter.TrackerRead> readings = new ArrayList<>();
  private final List<Process> started = new ArrayList<>();
  private EventLoop loop;
  private TrackProcesses processes;
  private Path program;

  @BeforeEach
  void open() throws Exception {
    loop = EventLoop.open();
    processes =
        new TrackProcesses(loop, line -> said.add(line.text()), readings::add, Optional.empty());
    // Nobody else on this host has a program of that name, not even another of these tests.
    long pid = ProcessHandle.current().pid();
    program = directory.resolve("s" + pid + "x" + PROGRAMS.incrementAndGet());
    Files.createSymbolicLink(program, Path.of("/bin/sh"));
  }

  @AfterEach
  void close() {
    processes.close();
    loop.close();
    started.forEach(TrackProcessesTest::end);
  }

  private static void end(Process process) {
    // The next test counts by the same name.
    process.destroyForcibly().onExit().join();
  }

  private void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + LIMIT;
    while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
      loop.at(System.nanoTime() + SECOND / 200, loop::end);
      loop.run();
    }
    assertTrue(condition.getAsBoolean(), () -> "in vain; " + said + " " + readings);
  }

  private boolean isLast(boolean good) {
    return !readings.isEmpty() && readings.getLast().reading().equals(Reading.of(good));
  }

  private long count() {
    return processes.statuses().getFirst().count();
  }

  /** A process of that program; it ends when it is told to. */
  private Process run(String... parameters) throws Exception {
    var command = new ArrayList<>(List.of(program.toString(), "-c", "read x; read y"));
    command.addAll(List.of(parameters));
    Process process = new ProcessBuilder(command).start();
    started.add(process);
    return process;
  }

  private ProcessConfig config(long quorum, long quorumMax, long delayNanos) {
    String name = program.getFileName().toString();
    var pattern = new ProcessPattern(List.of(name), Matching.PROGRAM_ONLY, false);
    return new ProcessConfig(
        "web", pattern, Weight.FAULT, quorum, quorumMax, delayNanos, delayNanos);
  }

  private void track(ProcessConfig... configs) {
    processes.configure(List.of(configs), 0);
  }

  @Test
  void whatRunsAlreadyIsCountedAndSoIsWhatComesAndGoes() throws Exception {
    Process first = run();
    track(config(1, ProcessConfig.UNLIMITED, 0));
    await(() -> isLast(true) && count() == 1);
    run();
    await(() -> count() == 2);
    first.destroy();
    await(() -> count() == 1);
    assertTrue(isLast(true));
    started.getLast().destroy();
    await(() -> isLast(false));
    assertTrue(said.contains("Quorum lost for tracked process web"), said::toString);
    run();
    await(() -> isLast(true));
    assertTrue(said.contains("Quorum gained for tracked process web"), said::toString);
  }

  @Test
  void noneIsTooFewFromTheStart() {
    track(config(1, ProcessConfig.UNLIMITED, 0));
    await(() -> isLast(false));
    // What is so from the first is for the instances to tell.
    assertFalse(said.toString().contains("Quorum"), said::toString);
  }

  @Test
  void aRestartWithinTheDelayIsNoNews() throws Exception {
    Process first = run();
    track(config(1, ProcessConfig.UNLIMITED, 3600 * SECOND));
    await(() -> isLast(true));
    first.destroy();
    await(() -> count() == 0);
    run();
    await(() -> count() == 1);
    assertEquals(1, readings.size(), readings::toString);
  }

  @Test
  void theDelayEnds() throws Exception {
    Process first = run();
    track(config(1, ProcessConfig.UNLIMITED, SECOND / 10));
    await(() -> isLast(true));
    first.destroy();
    await(() -> isLast(false));
  }

  @Test
  void parametersAreRead() throws Exception {
    var line = List.of(program.toString(), "-c", "read x; read y", "one", "tw");
    var pattern = new ProcessPattern(line, Matching.INITIAL, false);
    run("one", "three");
    run("one", "two");
    track(new ProcessConfig("web", pattern, Weight.FAULT, 1, ProcessConfig.UNLIMITED, 0, 0));
    await(() -> isLast(true) && count() == 1);
    run("one", "twenty", "more");
    await(() -> count() == 2);
  }

  @Test
  void aReloadCountsAnewWhatIsAnother() throws Exception {
    run();
    track(config(1, ProcessConfig.UNLIMITED, 0));
    await(() -> isLast(true));
    track(config(2, ProcessConfig.UNLIMITED, 0));
    assertTrue(isLast(false));
    var other = new ProcessPattern(List.of("no-such-program"), Matching.PROGRAM_ONLY, false);
    track(new ProcessConfig("web", other, Weight.FAULT, 0, 0, 0, 0));
    await(() -> isLast(true));
    assertEquals(0, count());
    track();
    assertEquals(List.of(), processes.statuses());
  }

  @Test
  void aNewRouterIsToldOfAll() throws Exception {
    run();
    processes.repeatReadings();
    track(config(1, ProcessConfig.UNLIMITED, 0));
    await(() -> isLast(true));
    readings.clear();
    processes.repeatReadings();
    assertTrue(isLast(true));
  }

  /** More events than the socket holds: the count is right all the same. */
  @Test
  void lostEventsAreMadeGood() throws Exception {
    processes.configure(List.of(config(1, ProcessConfig.UNLIMITED, 0)), 4096);
    await(() -> isLast(false));
    for (int i = 0; i < 3; i++) {
      run();
    }
    for (int i = 0; i < 60; i++) {
      new ProcessBuilder("/bin/true").start().waitFor();
    }
    await(() -> said.toString().contains("Process events were lost"));
    await(() -> count() == 3);
  }
}
