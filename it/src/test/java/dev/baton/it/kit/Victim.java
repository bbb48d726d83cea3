package dev.baton.it.kit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** A master on a LAN with one stranger, who may send it what he likes. */
public final class Victim implements AutoCloseable {

  private static final String VIP = "10.9.0.100";

  private final Lan lan = new Lan();
  private final Host host = lan.host("one", "10.9.0.1/24");
  private final Host stranger = lan.host("evil", "10.9.0.66/24");
  private final Path runs = lan.folder().resolve("runs");
  private final Daemon daemon;

  /** What the daemon has done so far: written, sent, started. */
  public record Figures(long logBytes, long packets, long scripts) {

    /** What it has done since. */
    public Figures since(Figures before) {
      return new Figures(
          logBytes - before.logBytes, packets - before.packets, scripts - before.scripts);
    }
  }

  /** A master of priority 200 that starts a script at whatever happens to it. */
  public Victim() {
    Path script = lan.folder().resolve("told");
    try {
      Files.writeString(script, "#!/bin/sh\nprintf . >>" + runs + "\n");
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
      Files.createFile(runs);
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
    daemon =
        host.baton(
            VrrpInstance.v3(200, VIP)
                .every("1")
                .with("notify_master " + script)
                .with("notify_backup " + script)
                .with("notify_master_rx_lower_pri " + script)
                .text());
    awaitMaster();
  }

  /** Waits until it is master, and says so. */
  public void awaitMaster() {
    Await.until(
        "it is master",
        Daemon.PATIENCE,
        () -> host.holds(VIP) && transitions().getLast().contains("MASTER"),
        daemon::log);
  }

  public Daemon daemon() {
    return daemon;
  }

  /** Its lines about transitions, the oldest first. */
  public List<String> transitions() {
    return daemon.log().lines().filter(line -> line.contains("Entering")).toList();
  }

  /** Lets the stranger send packets of a kind, until that is closed. */
  public Flood flood(Forgery kind, int packetsPerSecond) {
    return Flood.start(kind, packetsPerSecond, stranger);
  }

  public Figures figures() {
    String statistics = host.ip("-s -o link show eth0");
    String sent = statistics.substring(statistics.indexOf("TX:"));
    String packets = sent.replaceFirst("(?s).*?\\\\\\s*\\d+\\s+(\\d+).*", "$1");
    try {
      return new Figures(daemon.log().length(), Long.parseLong(packets), Files.size(runs));
    } catch (IOException failed) {
      throw new AssertionError(failed);
    }
  }

  /** The memory that both processes hold. */
  public long residentKib() {
    return residentKib(daemon.pid()) + residentKib(daemon.router().pid());
  }

  private static long residentKib(long pid) {
    try {
      String status = Files.readString(Path.of("/proc/" + pid + "/status"));
      return Long.parseLong(status.replaceFirst("(?s).*VmRSS:\\s+(\\d+) kB.*", "$1"));
    } catch (IOException gone) {
      throw new AssertionError(gone);
    }
  }

  @Override
  public void close() {
    lan.close();
  }
}
