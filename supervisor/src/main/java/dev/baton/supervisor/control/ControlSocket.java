package dev.baton.supervisor.control;

import dev.baton.core.net.Utf8;
import dev.baton.host.ControlPlace;
import dev.baton.linux.OsException;
import dev.baton.linux.host.FileStatus;
import dev.baton.linux.host.HostFile;
import dev.baton.linux.poll.Poller;
import dev.baton.linux.process.ThisProcess;
import dev.baton.linux.socket.PeerCredentials;
import dev.baton.linux.socket.UnixListener;
import dev.baton.linux.socket.UnixStream;
import dev.baton.supervisor.files.PidFile;
import dev.baton.supervisor.loop.EventLoop;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The place where operators' tools call the daemon. The lock of a pid file beside it says whose the
 * place is: who has the lock may replace the socket that a dead daemon left, and nobody replaces
 * that of a living one.
 *
 * <p>The file's permissions let root in, and a group if one is configured; the kernel is asked as
 * well who has called. A group's member may ask for everything and change nothing.
 */
public final class ControlSocket implements AutoCloseable {

  /** No group. */
  public static final int NO_GROUP = -1;

  /** People and their monitoring; an answer of ten thousand instances has some megabytes. */
  static final int CLIENTS_MAX = 16;

  /** How long a turned away caller's turn is put off when there is no descriptor for it. */
  private static final long PAUSE_NANOS = 1_000_000_000L;

  private static final int MODE = 0600;
  private static final int MODE_GROUP = 0660;
  private static final int OTHERS_WRITE = 022;

  /** Who answers requests. */
  public interface Desk {

    /** Answers now or later, on the loop; who has asked may have gone by then. */
    void answer(Request request, Consumer<String> reply);
  }

  /**
   * What clients get.
   *
   * @param patienceNanos how long one may take for each step
   */
  private record Service(Desk desk, long patienceNanos) {}

  /** What came of the attempt to be there. */
  public sealed interface Opening {}

  /** Clients can call. */
  public record Opened(ControlSocket socket) implements Opening {}

  /** Another daemon has the place. */
  public record Busy() implements Opening {}

  /** They cannot, and why. */
  public record Refused(String reason) implements Opening {}

  private final EventLoop loop;
  private final ControlPlace place;
  private final Service service;
  private final PidFile lock;
  private final UnixListener listener;
  private final EventLoop.Watch watch;
  private final Set<Conversation> clients = new HashSet<>();
  private int group = NO_GROUP;
  private boolean closed;

  private ControlSocket(
      EventLoop loop, ControlPlace place, Service service, PidFile lock, UnixListener listener) {
    this.loop = loop;
    this.place = place;
    this.service = service;
    this.lock = lock;
    this.listener = listener;
    this.watch = loop.watch(listener.fd(), Poller.READABLE, this::accept);
  }

  /** Listens there, for root and this process's own user. */
  public static Opening open(EventLoop loop, ControlPlace place, Desk desk) {
    return open(loop, place, desk, Conversation.PATIENCE_NANOS);
  }

  /** The same with another patience. */
  static Opening open(EventLoop loop, ControlPlace place, Desk desk, long patienceNanos) {
    if (!place.isUsable()) {
      return new Refused("a name with a slash, or a dot in front, cannot be part of its path");
    }
    String unfit = makeDirectories(place);
    if (!unfit.isEmpty()) {
      return new Refused(unfit);
    }
    return switch (PidFile.lock(place.lock())) {
      case PidFile.Busy _ -> new Busy();
      case PidFile.Refused(String reason) -> new Refused(reason);
      case PidFile.Locked(PidFile lock) -> {
        lock.write(ThisProcess.pid());
        HostFile.unlink(place.socket());
        try {
          UnixListener listener = UnixListener.open(place.socket(), MODE, CLIENTS_MAX);
          // The umask may have taken something away.
          HostFile.changeMode(place.socket(), MODE);
          var service = new Service(desk, patienceNanos);
          yield new Opened(new ControlSocket(loop, place, service, lock, listener));
        } catch (OsException refused) {
          lock.close();
          yield new Refused(refused.getMessage());
        }
      }
    };
  }

  /** Why the directories cannot be used; empty if they can. */
  private static String makeDirectories(ControlPlace place) {
    for (String path : List.of(place.root(), place.directory())) {
      try {
        if (!Files.isDirectory(Path.of(path))) {
          Files.createDirectory(Path.of(path));
          // The daemon's umask would hide it.
          Files.setPosixFilePermissions(
              Path.of(path), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        FileStatus status = FileStatus.ofLink(path);
        if (!status.isDirectory()) {
          return path + " is not a directory";
        }
        if (status.uid() != ThisProcess.effectiveUid() && status.uid() != 0) {
          return path + " belongs to user " + Integer.toUnsignedString(status.uid());
        }
        if ((status.permissions() & OTHERS_WRITE) != 0) {
          return path + " is writable by others than its owner";
        }
      } catch (OsException gone) {
        return String.valueOf(gone.getMessage());
      } catch (IOException refused) {
        return "cannot make " + path + ": " + reason(refused);
      }
    }
    return "";
  }

  /** Java puts the kernel's words last. */
  private static String reason(IOException refused) {
    return refused instanceof FileSystemException why && why.getReason() != null
        ? why.getReason()
        : refused.toString();
  }

  /** Lets the members of this group ask, too, or none: 0 or a negated errno. */
  public int allow(int gid) {
    group = gid;
    int result = HostFile.changeOwner(place.socket(), -1, Math.max(gid, 0));
    return result < 0
        ? result
        : HostFile.changeMode(place.socket(), gid == NO_GROUP ? MODE : MODE_GROUP);
  }

  private void accept() {
    for (int i = 0; i < CLIENTS_MAX; i++) {
      Optional<UnixStream> caller = listener.accept();
      if (caller.isEmpty()) {
        if (i == 0) {
          pause();
        }
        return;
      }
      greet(caller.get());
    }
  }

  /** Somebody waits and cannot be let in: without a pause the loop would spin. */
  private void pause() {
    watch.interest(0);
    loop.at(
        System.nanoTime() + PAUSE_NANOS,
        () -> {
          if (!closed) {
            watch.interest(Poller.READABLE);
          }
        });
  }

  private void greet(UnixStream caller) {
    Optional<Right> right = rightOf(caller);
    if (right.isEmpty()) {
      turnAway(caller, ErrorAnswer.notPermitted("the daemon does not answer this user"));
    } else if (clients.size() >= CLIENTS_MAX) {
      turnAway(caller, ErrorAnswer.busy(CLIENTS_MAX));
    } else {
      boolean mayChange = right.get() == Right.CHANGE;
      var bounds = new Conversation.Bounds(mayChange, service.patienceNanos());
      clients.add(new Conversation(loop, caller, service.desk(), bounds, clients::remove));
    }
  }

  private enum Right {
    ASK,
    CHANGE
  }

  private Optional<Right> rightOf(UnixStream caller) {
    try {
      PeerCredentials peer = PeerCredentials.of(caller.fd());
      if (peer.uid() == 0 || peer.uid() == ThisProcess.effectiveUid()) {
        return Optional.of(Right.CHANGE);
      }
      boolean member =
          group != NO_GROUP
              && (peer.gid() == group || PeerCredentials.groupsOf(caller.fd()).contains(group));
      return member ? Optional.of(Right.ASK) : Optional.empty();
    } catch (OsException unknown) {
      return Optional.empty();
    }
  }

  /** An answer of a line always has room in a new connection. */
  private static void turnAway(UnixStream caller, String answer) {
    try (caller) {
      byte[] bytes = Utf8.encode(answer);
      caller.send(bytes, 0, bytes.length);
    }
  }

  /** How many are being served. */
  int clientCount() {
    return clients.size();
  }

  /** The pid of the daemon that has a place; 0 if that is not known. */
  public static int owner(ControlPlace place) {
    try {
      String text = Files.readString(Path.of(place.lock())).strip();
      return text.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(text) : 0;
    } catch (IOException unreadable) {
      return 0;
    }
  }

  /** Hangs up on everybody and removes the socket. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    watch.forget();
    for (Conversation client : Set.copyOf(clients)) {
      client.close();
    }
    HostFile.unlink(place.socket());
    listener.close();
    lock.close();
    removeDirectories();
  }

  /** Those in which nobody else has a file. */
  private void removeDirectories() {
    try {
      Files.deleteIfExists(Path.of(place.directory()));
      Files.deleteIfExists(Path.of(place.root()));
    } catch (IOException otherFiles) {
      // They stay for whoever has them.
    }
  }
}
