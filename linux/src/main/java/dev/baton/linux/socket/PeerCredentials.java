package dev.baton.linux.socket;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.SysSocket;
import dev.baton.linux.libc.SysSocket.Ucred;
import dev.baton.linux.libc.Syscall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Who is at the other end of a connection within this host, as the kernel knows it since connect(2)
 * or listen(2) (unix(7), SO_PEERCRED).
 *
 * @param pid 0 for a process of another pid namespace
 * @param uid that of nobody for a user of another user namespace
 * @param gid the group that it ran as
 */
public record PeerCredentials(int pid, int uid, int gid) {

  /** More supplementary groups than this are as good as none. */
  private static final int GROUPS_MAX = 1024;

  /** Of a connected socket. */
  public static PeerCredentials of(Fd connection) throws OsException {
    try (var arena = Arena.ofConfined()) {
      MemorySegment peer = arena.allocate(Ucred.SIZE, 4);
      int result = Socket.get(connection, SysSocket.SOL_SOCKET, SysSocket.SO_PEERCRED, peer);
      OsException.check(result, "getsockopt", "SO_PEERCRED");
      return new PeerCredentials(
          peer.get(JAVA_INT, Ucred.PID),
          peer.get(JAVA_INT, Ucred.UID),
          peer.get(JAVA_INT, Ucred.GID));
    }
  }

  /** The supplementary groups of who is there; none if the kernel does not tell (before 4.13). */
  public static List<Integer> groupsOf(Fd connection) {
    try (var arena = Arena.ofConfined()) {
      MemorySegment groups = arena.allocate(JAVA_INT, GROUPS_MAX);
      MemorySegment length = arena.allocateFrom(JAVA_INT, (int) groups.byteSize());
      // int getsockopt(int sockfd, int level, int optname, void *optval, socklen_t *optlen);
      int result =
          Syscall.call(
              Sys.GETSOCKOPT,
              connection.number(),
              SysSocket.SOL_SOCKET,
              SysSocket.SO_PEERGROUPS,
              groups.address(),
              length.address());
      int count = result < 0 ? 0 : length.get(JAVA_INT, 0) / Integer.BYTES;
      return IntStream.range(0, count).mapToObj(i -> groups.getAtIndex(JAVA_INT, i)).toList();
    }
  }
}
