package dev.baton.core.node;

import dev.baton.core.kernel.KernelError;
import dev.baton.core.log.LogLine;
import java.util.HashMap;
import java.util.Map;

/**
 * The sockets of BFD, by the number of their channel. One that cannot be opened is tried again,
 * less and less often.
 */
final class BfdChannels implements Timed {

  static final long RETRY_NANOS_MIN = 1_000_000_000L;
  static final long RETRY_NANOS_MAX = 60 * RETRY_NANOS_MIN;

  private static final class Socket {
    private final BfdSocketSpec spec;
    private long retryAtNanos = Long.MAX_VALUE;
    private long pauseNanos = RETRY_NANOS_MIN;
    private boolean open;

    Socket(BfdSocketSpec spec) {
      this.spec = spec;
    }
  }

  private final Map<Integer, Socket> channels = new HashMap<>();
  private int lastChannel;

  /** Has a socket opened, and returns its channel. */
  int open(BfdSocketSpec spec, TurnActions turn) {
    int channel = ++lastChannel;
    channels.put(channel, new Socket(spec));
    turn.openBfd(channel, spec);
    return channel;
  }

  /** Has it closed, open or not. */
  void close(int channel, TurnActions turn) {
    if (channels.remove(channel) != null) {
      turn.closeBfd(channel);
    }
  }

  /** What it is for; only of one that was not closed. */
  boolean isFor(int channel, BfdSocketSpec spec) {
    Socket socket = channels.get(channel);
    return socket != null && socket.spec.equals(spec);
  }

  /** Whether it is open. */
  boolean isOpen(int channel) {
    Socket socket = channels.get(channel);
    return socket != null && socket.open;
  }

  /** It is open now. */
  void opened(int channel) {
    Socket socket = channels.get(channel);
    if (socket != null) {
      socket.open = true;
    }
  }

  /** It could not be opened. */
  void failed(NodeEvent.BfdSocketFailed failure, TurnActions turn) {
    Socket socket = channels.get(failure.channel());
    if (socket == null) {
      return;
    }
    boolean first = socket.pauseNanos == RETRY_NANOS_MIN;
    socket.retryAtNanos = turn.nowNanos() + socket.pauseNanos;
    socket.pauseNanos = Math.min(2 * socket.pauseNanos, RETRY_NANOS_MAX);
    if (first) {
      String why = failure.call() + ": " + KernelError.text(failure.errno());
      turn.say(LogLine.error("BFD: cannot open " + words(socket.spec) + ", " + why));
    }
  }

  private static String words(BfdSocketSpec spec) {
    return switch (spec) {
      case BfdSocketSpec.Listener listener ->
          "the " + listener.family() + " socket that hears on UDP port " + listener.port();
      case BfdSocketSpec.Sender sender -> "the socket that sends to " + sender.neighbor();
    };
  }

  @Override
  public long nextDeadlineNanos() {
    long nearest = Long.MAX_VALUE;
    for (Socket socket : channels.values()) {
      nearest = Math.min(nearest, socket.retryAtNanos);
    }
    return nearest;
  }

  @Override
  public void timePassed(long nowNanos, TurnActions turn) {
    channels.forEach(
        (channel, socket) -> {
          if (socket.retryAtNanos <= nowNanos) {
            socket.retryAtNanos = Long.MAX_VALUE;
            turn.openBfd(channel, socket.spec);
          }
        });
  }
}
