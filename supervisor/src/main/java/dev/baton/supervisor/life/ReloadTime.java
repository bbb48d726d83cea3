package dev.baton.supervisor.life;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * The time at which a file requests a reload: {@code HH:MM:SS}, which means today or, if that has
 * passed, tomorrow; or {@code [YY]YY-MM-DD HH:MM:SS}. A {@code Z} at the end means UTC.
 *
 * @param text the time as written in the file
 * @param daily whether only a time of day was given, so that it can repeat
 */
record ReloadTime(String text, long epochSecond, boolean daily) {

  private static final int TIME_CHARS = 8;
  private static final int CENTURY = 2000;

  /** What the text asks for at {@code now}; empty for nonsense and for what has passed. */
  static Optional<ReloadTime> parse(String content, ZonedDateTime now) {
    String text = content.strip();
    boolean utc = text.endsWith("Z");
    String local = utc ? text.substring(0, text.length() - 1).strip() : text;
    ZoneId zone = utc ? ZoneOffset.UTC : now.getZone();
    try {
      return local.length() == TIME_CHARS && local.indexOf(':') == 2
          ? Optional.of(daily(text, LocalTime.parse(local), now.withZoneSameInstant(zone)))
          : dated(text, local, zone, now);
    } catch (DateTimeException | NumberFormatException nonsense) {
      return Optional.empty();
    }
  }

  private static ReloadTime daily(String text, LocalTime time, ZonedDateTime now) {
    ZonedDateTime today = now.with(time);
    ZonedDateTime next = today.isAfter(now) ? today : now.plusDays(1).with(time);
    return new ReloadTime(text, next.toEpochSecond(), true);
  }

  private static Optional<ReloadTime> dated(
      String text, String local, ZoneId zone, ZonedDateTime now) {
    int blank = local.indexOf(' ');
    int dash = local.indexOf('-');
    if (blank < 0 || dash < 0) {
      return Optional.empty();
    }
    int year = Integer.parseInt(local.substring(0, dash));
    String date = (dash == 2 ? CENTURY + year : year) + local.substring(dash, blank);
    LocalTime time = LocalTime.parse(local.substring(blank).strip());
    ZonedDateTime when = LocalDateTime.of(LocalDate.parse(date), time).atZone(zone);
    return when.isAfter(now)
        ? Optional.of(new ReloadTime(text, when.toEpochSecond(), false))
        : Optional.empty();
  }
}
