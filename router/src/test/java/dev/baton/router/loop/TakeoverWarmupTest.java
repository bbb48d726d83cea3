package dev.baton.router.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.facts.RecordedFacts;
import dev.baton.config.read.ConfigReader;
import dev.baton.core.model.Configuration;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TakeoverWarmupTest {

  private static final long DEADLINE_NANOS = 1_000_000_000;

  private final TakeoverWarmup warmup = new TakeoverWarmup();

  static Configuration empty() {
    return ConfigReader.readNormalised(
            "global_defs {\n}\n".getBytes(StandardCharsets.UTF_8),
            new RecordedFacts(
                "host", 0, 2, Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(),
                Map.of(), Map.of()))
        .configuration();
  }

  @Test
  void wakesTenMillisecondsEarlyAndThenRests() {
    warmup.configure(empty());
    long deadlineNanos = System.nanoTime() + DEADLINE_NANOS;
    assertEquals(deadlineNanos - 10_000_000, warmup.wakeNanos(deadlineNanos));
    assertTrue(warmup.begins(deadlineNanos));
    for (int played = 0; played < 2; played++) {
      assertEquals(Optional.empty(), warmup.rehearse(deadlineNanos));
      assertEquals(deadlineNanos - 10_000_000, warmup.wakeNanos(deadlineNanos));
    }
    warmup.rehearse(deadlineNanos);
    assertEquals(deadlineNanos, warmup.wakeNanos(deadlineNanos));
    assertEquals(deadlineNanos - 9_000_000, warmup.wakeNanos(deadlineNanos + 1_000_000));
  }

  @Test
  void restsAtOnceWhenItIsLate() {
    warmup.configure(empty());
    long deadlineNanos = System.nanoTime() + 1_000_000;
    warmup.begins(deadlineNanos);
    warmup.rehearse(deadlineNanos);
    assertEquals(deadlineNanos, warmup.wakeNanos(deadlineNanos));
  }

  @Test
  void keepsNoneBeforeThereIsAConfiguration() {
    assertEquals(DEADLINE_NANOS, warmup.wakeNanos(DEADLINE_NANOS));
  }

  @Test
  void beginsOnceForEachDeadline() {
    assertTrue(warmup.begins(DEADLINE_NANOS));
    assertFalse(warmup.begins(DEADLINE_NANOS));
    assertTrue(warmup.begins(DEADLINE_NANOS + 1));
  }
}
