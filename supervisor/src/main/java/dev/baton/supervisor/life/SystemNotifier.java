package dev.baton.supervisor.life;

import dev.baton.linux.OsException;
import dev.baton.linux.process.ThisProcess;
import dev.baton.linux.socket.UnixDatagram;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reports the state of the daemon to systemd (sd_notify(3)), if systemd has asked for that. */
final class SystemNotifier {

  private final Optional<UnixDatagram> socket;

  private SystemNotifier(Optional<UnixDatagram> socket) {
    this.socket = socket;
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

  void ready() {
    ready("");
  }

  /** Ready as before the reload; {@code systemctl status} shows it. */
  void refused() {
    ready("The last reload was refused; see the log for the reasons");
  }

  private void ready(String status) {
    send("READY=1\nMAINPID=" + ThisProcess.pid() + "\nSTATUS=" + status);
  }

  /** With the time that {@code Type=notify-reload} wants to compare. */
  void reloading() {
    send("RELOADING=1\nMONOTONIC_USEC=" + System.nanoTime() / 1_000);
  }

  void stopping() {
    send("STOPPING=1");
  }

  private void send(String text) {
    socket.ifPresent(to -> to.send(text.getBytes(StandardCharsets.UTF_8)));
  }
}
