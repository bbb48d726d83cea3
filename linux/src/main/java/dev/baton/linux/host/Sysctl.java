package dev.baton.linux.host;

import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import java.nio.charset.StandardCharsets;

/**
 * The kernel's settings below {@code /proc/sys}, named by their path there, such as {@code
 * net/ipv4/conf/eth0/promote_secondaries}: an interface's name may have a dot in it, so dots cannot
 * divide.
 *
 * <p>Those of the network are of the calling thread's namespace.
 */
public final class Sysctl {

  private static final String DIRECTORY = "/proc/sys/";
  private static final int VALUE_BYTES_MAX = 4096;

  private Sysctl() {}

  /** A setting's value, without the end of its line. */
  public static String read(String name) throws OsException {
    try (Fd file = HostFile.open(DIRECTORY + name, HostFile.READ, 0)) {
      byte[] value = new byte[VALUE_BYTES_MAX];
      int length = OsException.check(file.read(value), "read", DIRECTORY + name);
      return new String(value, 0, length, StandardCharsets.UTF_8).strip();
    }
  }

  /** Changes a setting; 0 or a negated errno. */
  public static int write(String name, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    try (Fd file = HostFile.open(DIRECTORY + name, HostFile.WRITE, 0)) {
      int written = file.write(bytes);
      // The kernel takes a value whole or not at all.
      return written >= 0 && written < bytes.length ? -Errno.EIO : Math.min(written, 0);
    } catch (OsException unwritable) {
      return -unwritable.errno();
    }
  }
}
