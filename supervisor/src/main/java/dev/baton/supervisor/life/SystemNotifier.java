package dev.baton.supervisor.life;

import dev.baton.linux.OsException;
import dev.baton.linux.process.ThisProcess;
import dev.baton.linux.socket.UnixDatagram;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reports the state of the daemon to systemd (sd_notify(3)), if systemd has asked for that. */
final class SystemNotifier {

  private static final long NANOS_PER_MICRO = 1_000;

  private final Optional<UnixDatagram> socket;

  /**
   * So many have begun; with its number, each outcome is a new sentence to those who wait for it.
   */
  private long reloads;

  private SystemNotifier(Optional<UnixDatagram> socket) {
    this.socket = socket;
  }

  /** So long systemd waits for a sign of life ({@link #alive}); 0 if it waits for none. */
  static long watchdogNanos() {
    String pid = System.getenv("WATCHDOG_PID");
    boolean others = pid != null && !pid.equals(Integer.toString(ThisProcess.pid()));
    String micros = System.getenv("WATCHDOG_USEC");
    return others || micros == null || !micros.matches("\\d{1,15}")
        ? 0
        : Long.parseLong(micros) * NANOS_PER_MICRO;
  }

  /** By the socket that the environment names; without one it says nothing. */
  static SystemNotifier open() {
    String path = System.getenv("NOTIFY_SOCKET");
    if (path == null || path.isEmpty()) {
      return new SystemNotifier(Optional.empty());
    }
    try {
      UnixDatagram socket = UnixDatagram.open(path);
      return new SystemNotifier(socket.connect() == 0 ? Optional.of(socket) : Optional.empty());
    } catch (OsException noSocket) {
      return new SystemNotifier(Optional.empty());
    }
  }

  /** Ready after the start, or after a reload that is complete. */
  void ready() {
    ready(reloads == 0 ? "" : "Reload " + reloads + " is complete");
  }

  /** Ready as before the reload; {@code systemctl status} shows it. */
  void refused() {
    ready("Reload " + reloads + " was refused; see the log for the reasons");
  }

  private void ready(String status) {
    send("READY=1\nMAINPID=" + ThisProcess.pid() + "\nSTATUS=" + status);
  }

  /** With the time that {@code Type=notify-reload} wants to compare. */
  void reloading() {
    reloads++;
    send("RELOADING=1\nMONOTONIC_USEC=" + System.nanoTime() / 1_000);
  }

  /** The daemon does what it is there for. */
  void alive() {
    send("WATCHDOG=1");
  }

  void stopping() {
    send("STOPPING=1");
  }

  private void send(String text) {
    socket.ifPresent(to -> to.send(text.getBytes(StandardCharsets.UTF_8)));
  }
}
