package dev.baton.router.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.config.ConfigReader;
import dev.baton.core.config.Configuration;
import dev.baton.core.config.host.RecordedFacts;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class VigilTest {

  private static final long DEADLINE_NANOS = 1_000_000_000;

  private final Vigil vigil = new Vigil();

  static Configuration empty() {
    return ConfigReader.readNormalised(
            "global_defs {\n}\n".getBytes(StandardCharsets.UTF_8),
            new RecordedFacts(
                "host", 0, 2, Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(),
                Map.of()))
        .configuration();
  }

  @Test
  void wakesTenMillisecondsEarlyAndThenRests() {
    vigil.configure(empty());
    long deadlineNanos = System.nanoTime() + DEADLINE_NANOS;
    assertEquals(deadlineNanos - 10_000_000, vigil.wakeNanos(deadlineNanos));
    assertTrue(vigil.begins(deadlineNanos));
    for (int played = 0; played < 2; played++) {
      assertEquals(Optional.empty(), vigil.rehearse(deadlineNanos));
      assertEquals(deadlineNanos - 10_000_000, vigil.wakeNanos(deadlineNanos));
    }
    vigil.rehearse(deadlineNanos);
    assertEquals(deadlineNanos, vigil.wakeNanos(deadlineNanos));
    assertEquals(deadlineNanos - 9_000_000, vigil.wakeNanos(deadlineNanos + 1_000_000));
  }

  @Test
  void restsAtOnceWhenItIsLate() {
    vigil.configure(empty());
    long deadlineNanos = System.nanoTime() + 1_000_000;
    vigil.begins(deadlineNanos);
    vigil.rehearse(deadlineNanos);
    assertEquals(deadlineNanos, vigil.wakeNanos(deadlineNanos));
  }

  @Test
  void keepsNoneBeforeThereIsAConfiguration() {
    assertEquals(DEADLINE_NANOS, vigil.wakeNanos(DEADLINE_NANOS));
  }

  @Test
  void beginsOnceForEachDeadline() {
    assertTrue(vigil.begins(DEADLINE_NANOS));
    assertFalse(vigil.begins(DEADLINE_NANOS));
    assertTrue(vigil.begins(DEADLINE_NANOS + 1));
  }
}
