package dev.baton.supervisor.script;

import dev.baton.core.model.Command;
import dev.baton.core.net.IpAddress;
import dev.baton.core.track.ScriptEvent;
import dev.baton.linux.OsException;
import dev.baton.linux.poll.Poller;
import dev.baton.linux.socket.TcpConnection;
import dev.baton.supervisor.loop.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A script that is one redirection from /dev/tcp or /dev/udp, done without a shell: it succeeds if
 * one of the host's addresses accepts the connection. Over UDP there is nobody to refuse it, so
 * only a missing route fails, as in bash(1).
 */
final class ConnectRun implements ScriptRun {

  private static final int FAILED = 1;

  private final EventLoop loop;
  private final NameLookups lookups;
  private final Command.Connect target;
  private final Listener listener;
  private final Consumer<List<IpAddress>> onAddresses = this::tryNext;
  private Optional<TcpConnection> connection = Optional.empty();
  private Optional<EventLoop.Watch> watch = Optional.empty();
  private boolean over;

  private ConnectRun(
      EventLoop loop, NameLookups lookups, Command.Connect target, Listener listener) {
    this.loop = loop;
    this.lookups = lookups;
    this.target = target;
    this.listener = listener;
  }

  /** The listener hears of the end later, never from within this call. */
  static ConnectRun start(
      EventLoop loop, NameLookups lookups, Command.Connect target, Listener listener) {
    var run = new ConnectRun(loop, lookups, target, listener);
    Optional<IpAddress> literal = IpAddress.parse(target.host());
    if (literal.isPresent()) {
      loop.post(() -> run.tryNext(List.of(literal.get())));
    } else {
      lookups.ask(target.host(), run.onAddresses);
    }
    return run;
  }

  private void tryNext(List<IpAddress> addresses) {
    if (over) {
      return;
    }
    if (addresses.isEmpty()) {
      end(new ScriptEvent.Exited(FAILED));
      return;
    }
    List<IpAddress> rest = addresses.subList(1, addresses.size());
    if (target.udp()) {
      judge(connectUdp(addresses.getFirst()), rest);
      return;
    }
    try {
      TcpConnection attempt = TcpConnection.start(addresses.getFirst(), target.port(), 0);
      connection = Optional.of(attempt);
      if (attempt.isPending()) {
        Runnable settle = () -> judge(attempt.outcome() == 0, rest);
        watch = Optional.of(loop.watch(attempt.fd(), Poller.WRITABLE, settle));
      } else {
        judge(attempt.outcome() == 0, rest);
      }
    } catch (OsException noSocket) {
      end(new ScriptEvent.Lost(noSocket.getMessage()));
    }
  }

  private boolean connectUdp(IpAddress address) {
    try (var channel = DatagramChannel.open()) {
      channel.connect(
          new InetSocketAddress(InetAddress.getByAddress(address.octets()), target.port()));
      return true;
    } catch (IOException unreachable) {
      return false;
    }
  }

  private void judge(boolean connected, List<IpAddress> rest) {
    release();
    if (connected) {
      end(new ScriptEvent.Exited(0));
    } else {
      tryNext(rest);
    }
  }

  private void release() {
    watch.ifPresent(EventLoop.Watch::forget);
    connection.ifPresent(TcpConnection::close);
    watch = Optional.empty();
    connection = Optional.empty();
  }

  private void end(ScriptEvent how) {
    over = true;
    listener.ended(how);
  }

  /** Gives the attempt up, as the signal would have ended the shell that made it. */
  @Override
  public void signal(int signal) {
    if (!over) {
      release();
      lookups.forget(target.host(), onAddresses);
      over = true;
      loop.post(() -> listener.ended(new ScriptEvent.Killed(signal)));
    }
  }

  @Override
  public boolean isUnderWay() {
    return false;
  }

  @Override
  public String whereabouts() {
    return "a connection to " + target.host();
  }
}
