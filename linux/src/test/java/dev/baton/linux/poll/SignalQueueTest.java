package dev.baton.linux.poll;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.linux.Signal;
import dev.baton.linux.TestJvm;
import java.io.BufferedReader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Signals to a virtual machine that was started with them blocked. */
class SignalQueueTest {

  /** Prints the signals it gets, until SIGTERM. */
  public static final class Listener {

    public static void main(String[] arguments) throws Exception {
      int[] signals = {
        Signal.SIGHUP,
        Signal.SIGINT,
        Signal.SIGUSR1,
        Signal.SIGUSR2,
        Signal.SIGTERM,
        Signal.SIGCHLD,
        Signal.SIGRTMIN + 2
      };
      try (var queue = SignalQueue.open(signals);
          var poller = Poller.open(1)) {
        poller.add(queue.fd(), Poller.READABLE, 0);
        System.out.println("listening");
        int last = 0;
        while (last != Signal.SIGTERM) {
          poller.await(Poller.FOREVER);
          var received = queue.next().orElseThrow();
          last = received.signal();
          System.out.println(last + " from " + received.senderPid());
        }
      }
    }
  }

  @Test
  void everySignalOfADaemonComesThroughTheQueue() throws Exception {
    Process listener =
        TestJvm.start(
            Listener.class,
            "env",
            "--block-signal=HUP,INT,USR1,USR2,TERM,CHLD,36",
            "_JAVA_SR_SIGNUM=40");
    try (BufferedReader output = listener.inputReader(UTF_8)) {
      assertEquals("listening", output.readLine());
      for (int signal : List.of(1, 2, 10, 12, 17, 36, 15)) {
        String sender = "kill -" + signal + " " + listener.pid() + " && echo $$";
        Process shell = new ProcessBuilder("sh", "-c", sender).start();
        String pid = shell.inputReader(UTF_8).readLine();
        assertEquals(signal + " from " + pid, output.readLine());
      }
      assertEquals(0, listener.waitFor());
    } finally {
      listener.destroyForcibly();
    }
  }
}
