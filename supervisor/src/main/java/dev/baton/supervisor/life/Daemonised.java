package dev.baton.supervisor.life;

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
import java.util.List;

/**
 * Going into the background. A virtual machine cannot fork, so the program starts itself again, in
 * a session of its own, and ends when the other says that it is ready, or with its exit code.
 */
final class Daemonised {

  /** Tells the one in the background through which descriptor its parent waits. */
  static final String READY_VARIABLE = "BATON_READY_FD";

  private static final int READY_FD = 3;
  private static final int MESSAGE_BYTES_MAX = 8;
  private static final long WORDS = 1;
  private static final long SIGNALS = 2;

  private Daemonised() {}

  /** Whether this process is the one in the background. */
  static boolean isThis() {
    return System.getenv(READY_VARIABLE) != null;
  }

  /** Tells the waiting parent, if there is one, that it may end. */
  static void sayReady() {
    if (isThis()) {
      var socket = SeqPacketSocket.adopt(Fd.adopt(READY_FD), MESSAGE_BYTES_MAX);
      socket.send(new byte[] {1}, 1);
      socket.close();
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
    try (SignalQueue signals = SignalQueue.open(Signal.SIGTERM, Signal.SIGINT, Signal.SIGQUIT);
        Poller poller = Poller.open(2)) {
      poller.add(pair.own().fd(), Poller.READABLE, WORDS);
      poller.add(signals.fd(), Poller.READABLE, SIGNALS);
      awaitWords(poller, signals, child);
    }
    return pair.own().receive(new byte[MESSAGE_BYTES_MAX]) > 0 ? ExitCode.OK : exitCode(child);
  }

  /** Whoever wants to end this process while it waits wants to end the one in the background. */
  private static void awaitWords(Poller poller, SignalQueue signals, Child child) {
    while (true) {
      int ready = poller.await(Poller.FOREVER);
      for (int i = 0; i < ready; i++) {
        if (poller.token(i) == WORDS) {
          return;
        }
        signals.next().ifPresent(received -> child.signal(received.signal()));
      }
    }
  }

  /** It works in the root directory, so what is relative to ours is said again in full. */
  private static List<String> withAbsolutePaths(Options options, String[] words) {
    var all = new ArrayList<>(List.of(words));
    again(all, "-f", options.configFile());
    again(all, "-p", options.pidFile());
    again(all, "-r", options.routerPidFile());
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
