package dev.baton.linux.process;

import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.host.HostFile;
import java.nio.charset.StandardCharsets;

/**
 * The processor time that this process has used, and its children that have ended (proc(5), stat),
 * in hundredths of a second.
 */
public record CpuTime(long user, long system, long childrenUser, long childrenSystem) {

  private static final int STAT_BYTES_MAX = 4096;

  /** Fields of proc(5) count from 1, and the first behind the process's name is the third. */
  private static final int FIRST_FIELD = 3;

  private static final int UTIME_FIELD = 14;

  /** What was used up to now; nothing where there is no /proc. */
  public static CpuTime now() {
    try (Fd file = HostFile.open("/proc/self/stat", HostFile.READ, 0)) {
      return of(new String(MemoryFile.contents(file, STAT_BYTES_MAX), StandardCharsets.UTF_8));
    } catch (OsException noProc) {
      return new CpuTime(0, 0, 0, 0);
    }
  }

  /** {@code 1.250000}: seconds with as many places as keepalived shows. */
  public static String seconds(long hundredths) {
    String part = Long.toString(hundredths % 100);
    return hundredths / 100 + "." + "0".repeat(2 - part.length()) + part + "0000";
  }

  /** From the text of {@code /proc/PID/stat}; the name may hold blanks and brackets. */
  static CpuTime of(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    int at = UTIME_FIELD - FIRST_FIELD;
    return new CpuTime(
        Long.parseLong(fields[at]),
        Long.parseLong(fields[at + 1]),
        Long.parseLong(fields[at + 2]),
        Long.parseLong(fields[at + 3]));
  }
}
