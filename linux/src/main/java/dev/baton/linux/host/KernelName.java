package dev.baton.linux.host;

import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.SysProcess.Utsname;
import dev.baton.linux.libc.Syscall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The names of the host and of its kernel, as {@code uname -a} prints them.
 *
 * @param node the host's name, as it was set, with a domain or without
 */
public record KernelName(
    String system, String node, String release, String version, String machine) {

  public static KernelName read() {
    try (var arena = Arena.ofConfined()) {
      MemorySegment names = arena.allocate(Utsname.SIZE, 8);
      // int uname(struct utsname *buf);
      Syscall.call(Sys.UNAME, names.address());
      return new KernelName(
          names.getString(Utsname.SYSNAME),
          names.getString(Utsname.NODENAME),
          names.getString(Utsname.RELEASE),
          names.getString(Utsname.VERSION),
          names.getString(Utsname.MACHINE));
    }
  }
}
