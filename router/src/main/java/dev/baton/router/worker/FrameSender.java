package dev.baton.router.worker;

import dev.baton.core.net.MacAddress;
import dev.baton.linux.Errno;
import dev.baton.linux.OsException;
import dev.baton.linux.socket.Destination;
import dev.baton.linux.socket.PacketSocket;
import dev.baton.linux.socket.SendBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends announcements, which are whole Ethernet frames, many at a time. If the queue of a device is
 * full, it waits for a moment, because a lost announcement leaves a neighbour with the old master.
 */
final class FrameSender implements AutoCloseable {

  /** A frame, and the interface that it leaves on. */
  record Frame(int linkIndex, byte[] bytes) {}

  private static final int BATCH_COUNT_MAX = 100;

  /** A neighbour advertisement with its option has 86. */
  private static final int FRAME_BYTES_MAX = 128;

  private static final int ETHERTYPE_OFFSET = 12;
  private static final long PAUSE_NANOS = 1_000_000;

  /** How often a full queue is tried in one call, with a pause each time. */
  private static final int TRY_COUNT_MAX = 50;

  private final PacketSocket socket;
  private final SendBatch batch = newBatch();

  private FrameSender(PacketSocket socket) {
    this.socket = socket;
  }

  static FrameSender open() throws OsException {
    return new FrameSender(PacketSocket.open());
  }

  /** The frames of one interface. */
  static List<Frame> on(int linkIndex, List<byte[]> all) {
    List<Frame> frames = new ArrayList<>(all.size());
    for (byte[] bytes : all) {
      frames.add(new Frame(linkIndex, bytes));
    }
    return frames;
  }

  /** Sends the frames, in order; for each an errno, 0 when it has left. */
  int[] send(List<Frame> frames) {
    int[] errnos = new int[frames.size()];
    int tries = 0;
    int at = 0;
    while (at < frames.size()) {
      int left = sendFrom(at, frames, errnos);
      at += left;
      boolean full = at < frames.size() && errnos[at] != 0;
      if (full && ++tries == TRY_COUNT_MAX) {
        java.util.Arrays.fill(errnos, at, errnos.length, errnos[at]);
        return errnos;
      }
      if (full) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    return errnos;
  }

  /** Sends one batch; how many frames are done with, up to the first that found no room. */
  private int sendFrom(int first, List<Frame> frames, int[] errnos) {
    load(batch, frames.subList(first, frames.size()));
    batch.send(socket.fd());
    for (int i = 0; i < batch.count(); i++) {
      errnos[first + i] = batch.errno(i);
      if (batch.errno(i) == Errno.EAGAIN || batch.errno(i) == Errno.ENOBUFS) {
        return i;
      }
    }
    return batch.count();
  }

  static SendBatch newBatch() {
    return new SendBatch(BATCH_COUNT_MAX, BATCH_COUNT_MAX * FRAME_BYTES_MAX);
  }

  /** Fills a batch with the frames, as far as there is room. */
  static void load(SendBatch batch, List<Frame> frames) {
    batch.clear();
    for (int i = 0; i < frames.size() && batch.hasRoom(frames.get(i).bytes().length); i++) {
      byte[] bytes = frames.get(i).bytes();
      batch.add(bytes, bytes.length, destination(frames.get(i)));
    }
  }

  private static Destination destination(Frame frame) {
    int high = frame.bytes()[ETHERTYPE_OFFSET] & 0xFF;
    int etherType = (high << 8) | (frame.bytes()[ETHERTYPE_OFFSET + 1] & 0xFF);
    return Destination.frame(frame.linkIndex(), etherType, MacAddress.of(frame.bytes(), 0));
  }

  @Override
  public void close() {
    socket.close();
  }
}
