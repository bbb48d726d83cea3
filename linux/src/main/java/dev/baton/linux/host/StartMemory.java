package dev.baton.linux.host;

import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.SysProcess;
import dev.baton.linux.libc.Syscall;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What only the start of a process needed: most of the virtual machine's program and of its archive
 * of classes is read once. A process that then waits for years need not hold it.
 */
public final class StartMemory {

  /** How long after its start it is clear what only the start needed. */
  public static final long SETTLED_NANOS = 5_000_000_000L;

  private static final Path MAPPINGS = Path.of("/proc/self/smaps");
  private static final int HEX = 16;

  private StartMemory() {}

  /**
   * Lets go of all pages that are mere copies of a program file or of the archive; those that are
   * needed again come back from the page cache by themselves. What is locked into memory stays.
   *
   * <p>The list of mappings may be old by the time a mapping is let go: if another one had taken
   * its place, and had been written to, its data would be lost. So only what the virtual machine
   * and the C library map for good is let go; this daemon maps no file and unloads no library. An
   * advice that loses nothing (MADV_PAGEOUT) would leave what both processes share.
   *
   * @return how many bytes of address space were given back
   */
  public static long giveBack() {
    long given = 0;
    try (BufferedReader lines = Files.newBufferedReader(MAPPINGS, StandardCharsets.ISO_8859_1)) {
      String mapping = "";
      String line = lines.readLine();
      while (line != null) {
        if (beginsMapping(line.charAt(0))) {
          mapping = line;
        } else if (line.startsWith("Anonymous:") && isCopy(mapping, line)) {
          given += letGo(mapping);
        }
        line = lines.readLine();
      }
    } catch (IOException noProc) {
      // It stays as large as it is.
    }
    return given;
  }

  /** With its address in small letters; its properties begin with capital ones. */
  private static boolean beginsMapping(char first) {
    return first <= '9' || first >= 'a';
  }

  /**
   * Whether no page of the mapping was ever written to, nor can be. Data of other libraries is left
   * alone: one that is being loaded meanwhile is written to before it is protected.
   */
  private static boolean isCopy(String mapping, String anonymous) {
    boolean program = mapping.contains(" r-xp ") && mapping.contains(" /");
    boolean shared = mapping.contains(" r--s ");
    boolean ofMachine = mapping.endsWith(".jsa") || mapping.endsWith("/libjvm.so");
    boolean data = mapping.contains(" r--p ") && ofMachine;
    return (program || shared || data) && anonymous.endsWith(" 0 kB");
  }

  private static long letGo(String mapping) {
    int dash = mapping.indexOf('-');
    long from = Long.parseLong(mapping, 0, dash, HEX);
    long length = Long.parseLong(mapping, dash + 1, mapping.indexOf(' '), HEX) - from;
    // int madvise(void *addr, size_t length, int advice);
    return Syscall.call(Sys.MADVISE, from, length, SysProcess.MADV_DONTNEED) == 0 ? length : 0;
  }
}
