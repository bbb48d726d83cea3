package dev.baton.linux.netlink;

import dev.baton.linux.Errno;
import dev.baton.linux.OsException;
import dev.baton.linux.RefusedEntry;
import dev.baton.linux.libc.LinuxNetlink;
import dev.baton.linux.libc.LinuxNetlink.Nlmsgerr;
import dev.baton.linux.libc.LinuxNetlink.Nlmsghdr;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Asks the kernel and waits for its answers: dumps, and batches of changes. For one thread, one
 * that may wait.
 */
public final class NetlinkRequester implements AutoCloseable {

  /** Answers of a full batch, each an error with its explanation, must fit. */
  private static final int RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024;

  private static final int DUMP_TRIES = 5;

  private final NetlinkSocket socket;
  private int sequence;

  private NetlinkRequester(NetlinkSocket socket) {
    this.socket = socket;
  }

  public static NetlinkRequester open(int protocol) throws OsException {
    return new NetlinkRequester(NetlinkSocket.open(protocol, RECEIVE_BUFFER_BYTES));
  }

  public int portId() {
    return socket.portId();
  }

  /**
   * Hands every message of a dump to the sink; 0 or a negated errno. A dump during which things
   * changed is not consistent, and made again: the sink is told to forget what it has.
   */
  public int dump(byte[] request, DumpSink sink, long deadlineNanos) {
    int result = -Errno.EINTR;
    for (int tries = 0; tries < DUMP_TRIES && result == -Errno.EINTR; tries++) {
      sink.restart();
      result = dumpOnce(request, sink, deadlineNanos);
    }
    return result;
  }

  /** Takes a dump's messages. */
  public interface DumpSink {

    /** Forgets what was taken so far; also called before the first message. */
    void restart();

    void take(MessageReader message);
  }

  private int dumpOnce(byte[] request, DumpSink sink, long deadlineNanos) {
    int own = sequenced(request, 1);
    int sent = socket.send(request);
    if (sent < 0) {
      return sent;
    }
    boolean interrupted = false;
    while (true) {
      int length = socket.receiveBefore(deadlineNanos);
      if (length < 0) {
        return length;
      }
      MessageReader message = socket.reader();
      while (message.next()) {
        if (message.sequence() != own) {
          // The rest of an answer that an earlier deadline cut off.
          continue;
        }
        interrupted |= (message.flags() & LinuxNetlink.NLM_F_DUMP_INTR) != 0;
        switch (message.type()) {
          case LinuxNetlink.NLMSG_DONE, LinuxNetlink.NLMSG_ERROR -> {
            int result = message.intAt(Nlmsgerr.ERROR);
            return result == 0 && interrupted ? -Errno.EINTR : result;
          }
          default -> sink.take(message);
        }
      }
    }
  }

  /**
   * Has the kernel carry out the messages in turn, going on behind one that it refuses, and returns
   * the refusals. Only the last message should ask for an acknowledgement.
   *
   * <p>The messages must be such that they may be repeated: when the answers are lost, nothing else
   * tells what became of each. What was done already is refused then as being so.
   */
  public List<RefusedEntry> apply(byte[] messages, int count, long deadlineNanos) {
    var refusals = new ArrayList<RefusedEntry>();
    int result = applyOnce(messages, count, refusals, deadlineNanos);
    if (result < 0 && result != -Errno.ETIMEDOUT) {
      refusals.clear();
      result = applyOnce(messages, count, refusals, deadlineNanos);
    }
    if (result < 0) {
      // Nothing is known of any entry then; what was refused so far is part of that.
      refusals.clear();
      for (int i = 0; i < count; i++) {
        refusals.add(new RefusedEntry(i, -result, ""));
      }
    }
    return refusals;
  }

  private int applyOnce(
      byte[] messages, int count, List<RefusedEntry> refusals, long deadlineNanos) {
    int first = sequenced(messages, count);
    int sent = socket.send(messages);
    return sent < 0 ? sent : awaitAnswers(first, count, false, refusals::add, deadlineNanos);
  }

  /**
   * Has the kernel carry out a transaction, as a whole or not at all: a message that begins it,
   * messages that each ask for an acknowledgement, and one that ends it (nfnetlink).
   *
   * @return 0 if it was done; a negated errno if it was refused or nothing is known of it
   */
  public int transact(byte[] messages, int count, long deadlineNanos) {
    int first = sequenced(messages, count);
    int sent = socket.send(messages);
    if (sent < 0) {
      return sent;
    }
    var refusals = new ArrayList<RefusedEntry>();
    // The first is answered only if the whole is refused; the last never, before Linux 6.10.
    int result = awaitAnswers(first, count - 1, true, refusals::add, deadlineNanos);
    return result < 0 || refusals.isEmpty() ? result : -refusals.getFirst().errno();
  }

  private int awaitAnswers(
      int first, int count, boolean asWhole, Consumer<RefusedEntry> sink, long deadlineNanos) {
    while (true) {
      int length = socket.receiveBefore(deadlineNanos);
      if (length < 0) {
        return length;
      }
      MessageReader message = socket.reader();
      while (message.next()) {
        int index = message.sequence() - first;
        if (message.type() != LinuxNetlink.NLMSG_ERROR || index < 0 || index >= count) {
          continue;
        }
        int errno = -message.intAt(Nlmsgerr.ERROR);
        if (errno != 0) {
          sink.accept(new RefusedEntry(index, errno, explanation(message)));
        }
        boolean refusedAsWhole = asWhole && index == 0 && errno != 0;
        if (index == count - 1 || refusedAsWhole) {
          return 0;
        }
      }
    }
  }

  /** What the kernel says beside the number (NETLINK_EXT_ACK); often nothing. */
  private static String explanation(MessageReader error) {
    if ((error.flags() & LinuxNetlink.NLM_F_ACK_TLVS) == 0) {
      return "";
    }
    // NETLINK_CAP_ACK: of the refused message only the header is repeated.
    AttributeReader attribute = error.attributes(Nlmsgerr.SIZE);
    while (attribute.next()) {
      if (attribute.type() == LinuxNetlink.NLMSGERR_ATTR_MSG) {
        return attribute.asText();
      }
    }
    return "";
  }

  /** Numbers the messages and returns the number of the first. */
  private int sequenced(byte[] messages, int count) {
    var buffer = ByteBuffer.wrap(messages).order(ByteOrder.nativeOrder());
    int first = sequence + 1;
    int at = 0;
    for (int i = 0; i < count; i++) {
      buffer.putInt(at + Nlmsghdr.NLMSG_SEQ, ++sequence);
      at += buffer.getInt(at + Nlmsghdr.NLMSG_LEN) + 3 & ~3;
    }
    return first;
  }

  @Override
  public void close() {
    socket.close();
  }
}
