package dev.baton.supervisor.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** It is Friday noon in Vienna, an hour ahead of UTC. */
final class ReloadTimeTest {

  private static final ZonedDateTime NOW =
      ZonedDateTime.of(2026, 11, 20, 12, 0, 0, 0, ZoneId.of("Europe/Vienna"));

  @ParameterizedTest
  @CsvSource({
    "12:00:01, 2026-11-20T12:00:01+01:00, true",
    "12:00:00, 2026-11-21T12:00:00+01:00, true",
    "03:30:00, 2026-11-21T03:30:00+01:00, true",
    "11:30:00Z, 2026-11-20T11:30:00Z, true",
    "10:30:00Z, 2026-11-21T10:30:00Z, true",
    "26-12-01 00:00:00, 2026-12-01T00:00:00+01:00, false",
    "2027-07-01 08:15:00, 2027-07-01T08:15:00+02:00, false",
    "2027-07-01 08:15:00Z, 2027-07-01T08:15:00Z, false",
  })
  void times(String text, String when, boolean daily) {
    ReloadTime time = ReloadTime.parse(text + "\n", NOW).orElseThrow();
    assertEquals(ZonedDateTime.parse(when).toEpochSecond(), time.epochSecond());
    assertEquals(daily, time.daily());
    assertEquals(text, time.text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "25:00:00",
        "12:60:00",
        "2026-11-20 11:59:59",
        "2026-13-01 00:00:00",
        "2026-02-30 00:00:00",
        "-- ::",
        "12:00",
        "x-01-01 00:00:00",
        "99999999999-01-01 00:00:00"
      })
  void nonsenseAndThePast(String text) {
    assertTrue(ReloadTime.parse(text, NOW).isEmpty());
  }
}
