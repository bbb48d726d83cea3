package dev.baton.supervisor.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.baton.supervisor.loop.EventLoop;
import dev.baton.supervisor.option.OptionReader;
import dev.baton.supervisor.option.Options;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A reading that never ends keeps nobody waiting for ever. */
final class BackgroundReaderTest {

  private static final long LONG_NANOS = 60_000_000_000L;
  private static final long SHORT_NANOS = 1_000_000L;

  private final List<String> happened = new ArrayList<>();
  private final CountDownLatch server = new CountDownLatch(1);
  private final Options options =
      assertInstanceOf(
              OptionReader.Accepted.class, OptionReader.read("-n", "-f", "/nonexistent/conf"))
          .options();
  private EventLoop loop;

  @BeforeEach
  void open() throws Exception {
    loop = EventLoop.open();
  }

  @AfterEach
  void close() {
    server.countDown();
    loop.close();
  }

  private void read(
      BackgroundReader reader,
      Supplier<LoadedConfiguration> source,
      long patienceNanos,
      String name) {
    reader.read(
        patienceNanos,
        source,
        new BackgroundReader.Reader<>() {
          @Override
          public void read(LoadedConfiguration loading) {
            told(name + " read");
          }

          @Override
          public void stuck() {
            told(name + " stuck");
          }

          @Override
          public void failed(Throwable why) {
            told(name + " failed: " + why.getClass().getSimpleName());
          }
        });
  }

  private void told(String what) {
    happened.add(what);
    loop.end();
  }

  /** As open(2) does with a file of a server that has gone. */
  private LoadedConfiguration waitForServer() {
    try {
      server.await();
      return LoadedConfiguration.of(options);
    } catch (InterruptedException ended) {
      throw new AssertionError(ended);
    }
  }

  @Test
  void whatWasReadIsTold() {
    read(new BackgroundReader(loop), () -> LoadedConfiguration.of(options), LONG_NANOS, "it");
    loop.run();
    assertEquals(List.of("it read"), happened);
  }

  @SuppressWarnings("InfiniteRecursion")
  private LoadedConfiguration overflow() {
    return overflow();
  }

  private LoadedConfiguration exhaust() {
    throw new AssertionError("room for " + new long[Integer.MAX_VALUE].length);
  }

  @Test
  void whatNobodyCanReadIsToldAndNobodyDies() {
    read(new BackgroundReader(loop), this::overflow, LONG_NANOS, "deep");
    loop.run();
    read(new BackgroundReader(loop), this::exhaust, LONG_NANOS, "large");
    loop.run();
    read(new BackgroundReader(loop), () -> LoadedConfiguration.of(options), LONG_NANOS, "it");
    loop.run();
    assertEquals(
        List.of("deep failed: StackOverflowError", "large failed: OutOfMemoryError", "it read"),
        happened);
  }

  @Test
  void whatIsStuckIsGivenUpAndTheNextIsTried() {
    var reader = new BackgroundReader(loop);
    for (String name : List.of("first", "second", "third")) {
      read(reader, this::waitForServer, SHORT_NANOS, name);
      loop.run();
    }
    assertEquals(List.of("first stuck", "second stuck", "third stuck"), happened);
    // No thread more for each further request.
    read(reader, this::waitForServer, LONG_NANOS, "fourth");
    assertEquals("fourth stuck", happened.getLast());
    happened.clear();

    server.countDown();
    // The stuck ones end, and their late answers are nobody's; then there is room again.
    while (!happened.contains("later read")) {
      loop.at(System.nanoTime() + SHORT_NANOS, loop::end);
      loop.run();
      read(reader, this::waitForServer, LONG_NANOS, "later");
    }
    assertEquals(
        List.of("later read"),
        happened.stream().filter(it -> it.endsWith("read")).distinct().toList());
  }
}
