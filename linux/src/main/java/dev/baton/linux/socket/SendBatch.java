package dev.baton.linux.socket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.SysSocket;
import dev.baton.linux.libc.SysSocket.Iovec;
import dev.baton.linux.libc.SysSocket.Mmsghdr;
import dev.baton.linux.libc.SysSocket.Msghdr;
import dev.baton.linux.libc.Syscall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Datagrams or frames handed to a socket many at a time (sendmmsg(2)), in native memory that is
 * allocated once: add, send, look at the errors, clear. Nothing here allocates.
 */
public final class SendBatch {

  private static final int NAME_BYTES = 32;

  private final int countMax;
  private final int bytesMax;
  private final MemorySegment headers;
  private final MemorySegment pieces;
  private final MemorySegment payloads;
  private final MemorySegment names;
  private final int[] errnos;
  private int count;
  private int usedBytes;

  /** Room for so many datagrams, of so many bytes together: memory that is set up is in use. */
  public SendBatch(int countMax, int bytesMax) {
    var arena = Arena.ofAuto();
    this.countMax = countMax;
    this.bytesMax = bytesMax;
    this.errnos = new int[countMax];
    this.headers = arena.allocate((long) Mmsghdr.SIZE * countMax, 8);
    this.pieces = arena.allocate((long) Iovec.SIZE * countMax, 8);
    this.payloads = arena.allocate(bytesMax, 8);
    this.names = arena.allocate((long) NAME_BYTES * countMax, 8);
    for (int i = 0; i < countMax; i++) {
      long piece = (long) Iovec.SIZE * i;
      long header = (long) Mmsghdr.SIZE * i;
      headers.set(JAVA_LONG, header + Msghdr.MSG_NAME, names.address() + (long) NAME_BYTES * i);
      headers.set(JAVA_LONG, header + Msghdr.MSG_IOV, pieces.address() + piece);
      headers.set(JAVA_LONG, header + Msghdr.MSG_IOVLEN, 1);
    }
  }

  /** Whether another of this length can be added. */
  public boolean hasRoom(int lengthBytes) {
    return count < countMax && lengthBytes <= bytesMax - usedBytes;
  }

  public int count() {
    return count;
  }

  /** Appends the first bytes of a packet, for which there must be room. */
  public void add(byte[] packet, int lengthBytes, Destination destination) {
    if (!hasRoom(lengthBytes)) {
      throw new IllegalStateException("no room for " + lengthBytes + " bytes");
    }
    byte[] sockaddr = destination.sockaddr();
    MemorySegment.copy(packet, 0, payloads, JAVA_BYTE, usedBytes, lengthBytes);
    MemorySegment.copy(sockaddr, 0, names, JAVA_BYTE, (long) NAME_BYTES * count, sockaddr.length);
    long piece = (long) Iovec.SIZE * count;
    pieces.set(JAVA_LONG, piece + Iovec.IOV_BASE, payloads.address() + usedBytes);
    pieces.set(JAVA_LONG, piece + Iovec.IOV_LEN, lengthBytes);
    headers.set(JAVA_INT, (long) Mmsghdr.SIZE * count + Msghdr.MSG_NAMELEN, sockaddr.length);
    count++;
    usedBytes += lengthBytes;
  }

  /**
   * Sends each in turn, going on behind one that fails, and returns how many have left. When the
   * device's queue is full ({@code EAGAIN}, {@code ENOBUFS}) the rest is not tried.
   */
  public int send(Fd socket) {
    int sent = 0;
    int at = 0;
    while (at < count) {
      // int sendmmsg(int sockfd, struct mmsghdr *msgvec, unsigned int vlen, int flags);
      int result =
          Syscall.call(
              Sys.SENDMMSG,
              socket.number(),
              headers.address() + (long) Mmsghdr.SIZE * at,
              count - at,
              SysSocket.MSG_DONTWAIT | SysSocket.MSG_NOSIGNAL);
      if (result == -Errno.EAGAIN || result == -Errno.ENOBUFS) {
        Arrays.fill(errnos, at, count, -result);
        return sent;
      }
      int done = Math.max(result, 1);
      Arrays.fill(errnos, at, at + done, result < 0 ? -result : 0);
      sent += Math.max(result, 0);
      at += done;
    }
    return sent;
  }

  /** Why number {@code index} did not leave at the last send; 0 when it did. */
  public int errno(int index) {
    return errnos[index];
  }

  /** Empties the batch for the next use. */
  public void clear() {
    count = 0;
    usedBytes = 0;
  }
}
