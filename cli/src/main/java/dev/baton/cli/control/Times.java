package dev.baton.cli.control;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/** Seconds since 1970, as the daemon gives them, and how people read them. */
final class Times {

  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private final ZoneId zone;

  Times(ZoneId zone) {
    this.zone = zone;
  }

  private LocalDateTime local(double seconds) {
    return LocalDateTime.ofInstant(Instant.ofEpochMilli(Math.round(seconds * 1_000)), zone);
  }

  /** {@code 2026-11-30 09:12:03}. */
  String dateAndTime(double seconds) {
    LocalDateTime local = local(seconds);
    return "%s %02d:%02d:%02d"
        .formatted(local.toLocalDate(), local.getHour(), local.getMinute(), local.getSecond());
  }

  /** {@code 2026-11-30}. */
  String date(double seconds) {
    return local(seconds).toLocalDate().toString();
  }

  /** {@code 09:12:03.120}. */
  String time(double seconds) {
    LocalDateTime local = local(seconds);
    return "%02d:%02d:%02d.%03d"
        .formatted(
            local.getHour(), local.getMinute(), local.getSecond(), local.getNano() / 1_000_000);
  }

  /** {@code 2 h 13 min}: the two greatest units. */
  static String span(double seconds) {
    long whole = Math.max(0, (long) seconds);
    if (whole < MINUTE) {
      return whole + " s";
    }
    if (whole < HOUR) {
      return whole / MINUTE + " min " + whole % MINUTE + " s";
    }
    return whole < DAY
        ? whole / HOUR + " h " + whole % HOUR / MINUTE + " min"
        : whole / DAY + " d " + whole % DAY / HOUR + " h";
  }
}
