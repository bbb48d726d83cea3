package dev.baton.supervisor.life;

import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.host.HostFile;
import dev.baton.linux.process.MemoryFile;
import java.nio.charset.StandardCharsets;

/** What the kernel lets this process do (capabilities(7)). */
final class Privileges {

  private static final String STATUS = "/proc/self/status";
  private static final int STATUS_BYTES_MAX = 1 << 16;
  private static final String EFFECTIVE = "\nCapEff:\t";

  private static final int CAP_NET_ADMIN = 12;
  private static final int CAP_NET_RAW = 13;

  private Privileges() {}

  /** Which of the capabilities that the daemon cannot do without it lacks; empty for none. */
  static String missing() {
    try (Fd file = HostFile.open(STATUS, HostFile.READ, 0)) {
      byte[] status = MemoryFile.contents(file, STATUS_BYTES_MAX);
      return missing(new String(status, StandardCharsets.UTF_8));
    } catch (OsException noProc) {
      // Then the kernel will say no where it means it.
      return "";
    }
  }

  /** The same from the text of proc(5)'s status file. */
  static String missing(String status) {
    int at = status.indexOf(EFFECTIVE);
    if (at < 0) {
      return "";
    }
    int from = at + EFFECTIVE.length();
    int end = status.indexOf('\n', from);
    long held = Long.parseUnsignedLong(status.substring(from, end < 0 ? status.length() : end), 16);
    String admin = has(held, CAP_NET_ADMIN) ? "" : "CAP_NET_ADMIN";
    String raw = has(held, CAP_NET_RAW) ? "" : "CAP_NET_RAW";
    return admin.isEmpty() || raw.isEmpty() ? admin + raw : admin + " and " + raw;
  }

  private static boolean has(long held, int capability) {
    return ((held >>> capability) & 1) != 0;
  }
}
