package dev.baton.supervisor.life;

import dev.baton.core.log.LogLine;
import dev.baton.core.net.Printable;
import dev.baton.core.net.Utf8;
import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.Signal;
import dev.baton.linux.poll.Poller;
import dev.baton.linux.poll.SignalQueue;
import dev.baton.linux.process.Child;
import dev.baton.linux.process.SpawnRequest;
import dev.baton.linux.process.Spawner;
import dev.baton.linux.socket.SeqPacketSocket;
import dev.baton.supervisor.option.ExitCode;
import dev.baton.supervisor.option.Options;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Moves the daemon into the background. A virtual machine cannot fork, so the program starts itself
 * again in a new session. The first process ends when the second reports that it is ready, or
 * passes on its exit code. Nobody should have to search a log for the reason of a failed start, so
 * the second process also sends its error messages to the first until it is ready. The first prints
 * them if the second ends instead.
 */
final class Daemonised {

  /** Tells the one in the background through which descriptor its parent waits. */
  static final String READY_VARIABLE = "BATON_READY_FD";

  private static final int READY_FD = 3;

  /** The longest line that is passed on whole. */
  private static final int MESSAGE_BYTES_MAX = 1_024;

  /** The first byte of a message, which says what it is. */
  private static final byte READY = 1;

  private static final byte COMPLAINT = 2;

  /** More is found in the log. */
  private static final int COMPLAINTS_MAX = 200;

  private static final long WORDS = 1;
  private static final long SIGNALS = 2;

  /** The way to the parent that waits; empty when none does, or not any more. */
  private static Optional<SeqPacketSocket> parent = Optional.empty();

  private Daemonised() {}

  /** Whether this process is the one in the background. */
  static boolean isThis() {
    return System.getenv(READY_VARIABLE) != null;
  }

  /** From now on complaints go to the waiting parent, too, if there is one. */
  static synchronized void findParent() {
    if (isThis()) {
      parent = Optional.of(SeqPacketSocket.adopt(Fd.adopt(READY_FD), MESSAGE_BYTES_MAX));
    }
  }

  /** Tells the waiting parent, if there is one, that it may end. */
  static synchronized void sayReady() {
    parent.ifPresent(
        socket -> {
          socket.send(new byte[] {READY}, 1);
          socket.close();
        });
    parent = Optional.empty();
  }

  /** Passes a line on that may say why the start fails. */
  static synchronized void complain(LogLine line) {
    if (parent.isPresent() && line.level().compareTo(LogLine.Level.NOTICE) <= 0) {
      byte[] text = Utf8.encode(Printable.of(line.text()));
      byte[] message = new byte[Math.min(text.length + 1, MESSAGE_BYTES_MAX)];
      message[0] = COMPLAINT;
      System.arraycopy(text, 0, message, 1, message.length - 1);
      // What the parent does not take in time is in the log.
      parent.get().send(message, message.length);
    }
  }

  /** Starts the one in the background and waits for it; the exit code of the one in front. */
  static int startAndWait(Options options, String[] words) throws OsException {
    var pair = SeqPacketSocket.pair(MESSAGE_BYTES_MAX);
    Fd nothing = SpawnRequest.DEV_NULL;
    List<String> environment = ImageProgram.environment();
    environment.add(READY_VARIABLE + "=" + READY_FD);
    Child child =
        Spawner.spawn(
            ImageProgram.SUPERVISOR.request(
                withAbsolutePaths(options, words),
                List.of(nothing, nothing, nothing, pair.peer().fd()),
                environment));
    pair.peer().close();
    var complaints = new ArrayList<byte[]>();
    try (SignalQueue signals = SignalQueue.open(Signal.SIGTERM, Signal.SIGINT, Signal.SIGQUIT);
        Poller poller = Poller.open(2)) {
      poller.add(pair.own().fd(), Poller.READABLE, WORDS);
      poller.add(signals.fd(), Poller.READABLE, SIGNALS);
      if (becomesReady(poller, pair.own(), signals, child, complaints)) {
        return ExitCode.OK;
      }
    }
    for (byte[] complaint : complaints) {
      System.err.writeBytes(complaint);
    }
    System.err.flush();
    return exitCode(child);
  }

  /**
   * Whether it says that it is ready before it ends. Whoever wants to end this process while it
   * waits wants to end the one in the background.
   */
  private static boolean becomesReady(
      Poller poller,
      SeqPacketSocket words,
      SignalQueue signals,
      Child child,
      List<byte[]> complaints) {
    byte[] message = new byte[MESSAGE_BYTES_MAX];
    while (true) {
      int ready = poller.await(Poller.FOREVER);
      for (int i = 0; i < ready; i++) {
        if (poller.token(i) == SIGNALS) {
          signals.next().ifPresent(received -> child.signal(received.signal()));
          continue;
        }
        int length = words.receive(message);
        if (length == 0 || (length > 0 && message[0] == READY)) {
          return length > 0;
        }
        if (length > 0 && complaints.size() < COMPLAINTS_MAX) {
          byte[] line = Arrays.copyOfRange(message, 1, length + 1);
          line[length - 1] = '\n';
          complaints.add(line);
        } else if (length < 0 && length != -Errno.EAGAIN && length != -Errno.EINTR) {
          return false;
        }
      }
    }
  }

  /** It works in the root directory, so what is relative to ours is said again in full. */
  private static List<String> withAbsolutePaths(Options options, String[] words) {
    var all = new ArrayList<>(List.of(words));
    again(all, "-f", options.configFile());
    again(all, "-p", options.pidFile());
    again(all, "-r", options.routerPidFile());
    again(all, "-b", options.bfdPidFile());
    again(all, "--log-file", options.logging().file());
    return all;
  }

  private static void again(List<String> words, String option, String path) {
    if (!path.isEmpty() && !path.startsWith("/")) {
      String absolute = Path.of(path).toAbsolutePath().toString();
      words.add(option.startsWith("--") ? option + "=" + absolute : option + absolute);
    }
  }

  private static int exitCode(Child child) throws OsException {
    try (Poller poller = Poller.open(1)) {
      poller.add(child.fd(), Poller.READABLE, 0);
      poller.await(Poller.FOREVER);
    }
    return child
        .exit()
        .map(exit -> exit instanceof Child.Exit.Exited(int code) ? code : ExitCode.FAILED)
        .orElse(ExitCode.FAILED);
  }
}
