package dev.baton.linux.connector;

import dev.baton.core.net.Utf8;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.host.HostFile;
import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The processes that there are, as /proc shows them (proc(5)). */
public final class ProcessTable {

  /** A line of the configuration is far shorter: what is beyond is never compared. */
  private static final int COMMAND_LINE_BYTES_MAX = 16 * 1024;

  private static final int STAT_BYTES_MAX = 1024;
  private static final String DIRECTORY = "/proc";

  /** How the state of a process is shown that has ended. */
  private static final String ENDED_STATES = "ZXx";

  /**
   * A process.
   *
   * @param shortName what the kernel calls it, at most 15 bytes
   * @param words its command line; empty for a thread of the kernel, or where nobody asked
   */
  public record Entry(String shortName, List<String> words) {}

  private ProcessTable() {}

  /** The numbers of all processes; none where there is no /proc. */
  public static Set<Integer> pids() {
    var pids = new HashSet<Integer>();
    String[] names = new File(DIRECTORY).list();
    for (String name : names == null ? new String[0] : names) {
      if (Character.isDigit(name.charAt(0))) {
        pids.add(Integer.parseInt(name));
      }
    }
    return pids;
  }

  /**
   * A process that runs; nothing if it has ended. Its command line is in its own memory: to read it
   * may take as long as a file system does not answer that the process waits for.
   */
  public static Optional<Entry> look(int pid, boolean words) {
    String place = DIRECTORY + "/" + pid;
    byte[] stat = contents(place + "/stat", STAT_BYTES_MAX);
    int from = indexOf(stat, '(', 0) + 1;
    int to = lastIndexOf(stat, ')');
    // Its state stands behind the name and a blank.
    if (from == 0 || to < from || to + 2 >= stat.length) {
      return Optional.empty();
    }
    if (ENDED_STATES.indexOf(stat[to + 2]) >= 0) {
      return Optional.empty();
    }
    byte[] line = words ? contents(place + "/cmdline", COMMAND_LINE_BYTES_MAX) : new byte[0];
    return Optional.of(new Entry(Utf8.decode(stat, from, to), split(line)));
  }

  /** The words of a command line, each of which ends with a zero. */
  static List<String> split(byte[] line) {
    var words = new ArrayList<String>();
    int from = 0;
    while (from < line.length) {
      int end = indexOf(line, 0, from);
      int to = end < 0 ? line.length : end;
      words.add(Utf8.decode(line, from, to));
      from = to + 1;
    }
    return List.copyOf(words);
  }

  private static int indexOf(byte[] bytes, int wanted, int from) {
    for (int at = from; at < bytes.length; at++) {
      if (bytes[at] == wanted) {
        return at;
      }
    }
    return -1;
  }

  private static int lastIndexOf(byte[] bytes, int wanted) {
    int at = bytes.length - 1;
    while (at >= 0 && bytes[at] != wanted) {
      at--;
    }
    return at;
  }

  /** What a file of /proc has at once; nothing if the process has gone. */
  private static byte[] contents(String path, int bytesMax) {
    try (Fd file = HostFile.open(path, HostFile.READ, 0)) {
      byte[] buffer = new byte[bytesMax];
      int count = file.read(buffer);
      return count <= 0 ? new byte[0] : Arrays.copyOf(buffer, count);
    } catch (OsException gone) {
      return new byte[0];
    }
  }
}
