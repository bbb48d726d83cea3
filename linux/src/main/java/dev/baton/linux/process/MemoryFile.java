package dev.baton.linux.process;

import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.libc.CString;
import dev.baton.linux.libc.Fcntl;
import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.SysProcess;
import dev.baton.linux.libc.Syscall;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.util.Arrays;

/**
 * A file that is in memory only and cannot be changed once it is written (memfd_create(2)): how a
 * process hands another something large. Who receives one, reads it by {@link #contents}.
 */
public final class MemoryFile {

  private static final int CHUNK_BYTES = 64 * 1024;

  private static final int SEALS =
      Fcntl.F_SEAL_SEAL | Fcntl.F_SEAL_SHRINK | Fcntl.F_SEAL_GROW | Fcntl.F_SEAL_WRITE;

  private MemoryFile() {}

  /** A sealed file with these contents; the name is for people, in /proc. */
  public static Fd of(String name, byte[] contents) throws OsException {
    Fd fd = create(name);
    try {
      for (int at = 0; at < contents.length; ) {
        int to = Math.min(at + CHUNK_BYTES, contents.length);
        at += OsException.check(fd.write(Arrays.copyOfRange(contents, at, to)), "write", name);
      }
      int result = Syscall.call(Sys.FCNTL, fd.number(), Fcntl.F_ADD_SEALS, SEALS);
      OsException.check(result, "fcntl F_ADD_SEALS", name);
      return fd;
    } catch (OsException failed) {
      fd.close();
      throw failed;
    }
  }

  private static Fd create(String name) throws OsException {
    try (var arena = Arena.ofConfined()) {
      int flags = SysProcess.MFD_CLOEXEC | SysProcess.MFD_ALLOW_SEALING;
      // int memfd_create(const char *name, unsigned int flags);
      int result = Syscall.call(Sys.MEMFD_CREATE, CString.in(arena, name).address(), flags);
      return Fd.opened(result, "memfd_create", name);
    }
  }

  /** All of a file from its beginning, wherever its offset is; refused beyond so many bytes. */
  public static byte[] contents(Fd fd, int bytesMax) throws OsException {
    var contents = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK_BYTES];
    while (true) {
      int count = OsException.check(fd.readAt(chunk, contents.size()), "pread", fd.toString());
      if (count == 0) {
        return contents.toByteArray();
      }
      contents.write(chunk, 0, count);
      if (contents.size() > bytesMax) {
        throw new OsException("read", Errno.EFBIG, fd.toString());
      }
    }
  }
}
