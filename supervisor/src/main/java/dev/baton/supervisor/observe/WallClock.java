package dev.baton.supervisor.observe;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/**
 * A moment at which the wall clock and the monotonic clock were read together, so that monotonic
 * times can be shown as dates.
 *
 * @param epochMicros microseconds since 1970 at {@code nanos}
 */
public record WallClock(long epochMicros, long nanos, ZoneRules zone) {

  private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };

  /** Now, in the host's time zone. */
  public static WallClock now() {
    Instant now = Instant.now();
    long micros = now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    return new WallClock(micros, System.nanoTime(), ZoneId.systemDefault().getRules());
  }

  /** What the wall clock showed (or will show) at a monotonic time. */
  public long micros(long monotonicNanos) {
    return epochMicros + (monotonicNanos - nanos) / 1_000;
  }

  /** {@code 1795173870.023861}. */
  public static String seconds(long micros) {
    var text = new StringBuilder(20).append(micros / 1_000_000).append('.');
    return padded(text, micros % 1_000_000, 6).toString();
  }

  /** {@code 1795173870.023861 (Fri Nov 20 11:24:30.023861 2026)}. */
  public String secondsAndDate(long micros) {
    long second = micros / 1_000_000;
    String date = date(second);
    int year = date.lastIndexOf(' ');
    String fraction = padded(new StringBuilder(), micros % 1_000_000, 6).toString();
    return seconds(micros)
        + " ("
        + date.substring(0, year)
        + '.'
        + fraction
        + date.substring(year)
        + ")";
  }

  /** {@code Fri Nov 20 11:24:30 2026}, as ctime(3) has it. */
  public String date(long epochSecond) {
    LocalDateTime local = local(epochSecond);
    var text = new StringBuilder(24);
    text.append(DAYS[local.getDayOfWeek().getValue() - 1]).append(' ');
    return appendMonthDayTime(text, local).append(' ').append(local.getYear()).toString();
  }

  /** {@code Nov 20 11:24:30}, as syslog(3) has it. */
  public String syslogDate(long epochSecond) {
    return appendMonthDayTime(new StringBuilder(15), local(epochSecond)).toString();
  }

  private LocalDateTime local(long epochSecond) {
    ZoneOffset offset = zone.getOffset(Instant.ofEpochSecond(epochSecond));
    return LocalDateTime.ofEpochSecond(epochSecond, 0, offset);
  }

  /** By hand: java.time's formatters cost more than all else that a log line needs. */
  private static StringBuilder appendMonthDayTime(StringBuilder text, LocalDateTime local) {
    int day = local.getDayOfMonth();
    text.append(MONTHS[local.getMonthValue() - 1]).append(day < 10 ? "  " : " ").append(day);
    padded(text.append(' '), local.getHour(), 2).append(':');
    padded(text, local.getMinute(), 2).append(':');
    return padded(text, local.getSecond(), 2);
  }

  private static StringBuilder padded(StringBuilder text, long value, int width) {
    String digits = Long.toString(value);
    return text.repeat('0', width - digits.length()).append(digits);
  }
}
