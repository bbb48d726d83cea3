package dev.baton.supervisor.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

public final class WallClockTest {

  public static final WallClock CLOCK =
      new WallClock(1_795_173_870_023_861L, 5_000_000_000L, ZoneId.of("UTC").getRules());

  @ParameterizedTest
  @CsvSource({
    "0, Thu Jan  1 00:00:00 1970",
    "951782400, Tue Feb 29 00:00:00 2000",
    "1795173870, Fri Nov 20 11:24:30 2026",
    "4102444799, Thu Dec 31 23:59:59 2099"
  })
  void datesAsCtimeHasThem(long epochSecond, String date) {
    assertEquals(date, CLOCK.date(epochSecond));
  }

  @Test
  void theZoneCounts() {
    var vienna = new WallClock(0, 0, ZoneId.of("Europe/Vienna").getRules());
    assertEquals("Fri Nov 20 12:24:30 2026", vienna.date(1_795_173_870));
    assertEquals("Nov 20 12:24:30", vienna.syslogDate(1_795_173_870));
  }

  @Test
  void monotonicTimesBecomeDates() {
    assertEquals(1_795_173_874_024_302L, CLOCK.micros(9_000_441_000L));
    assertEquals(
        "1795173874.024302 (Fri Nov 20 11:24:34.024302 2026)",
        CLOCK.secondsAndDate(CLOCK.micros(9_000_441_000L)));
    assertEquals("1795173869.000061", WallClock.seconds(CLOCK.micros(3_976_200_000L)));
  }
}
