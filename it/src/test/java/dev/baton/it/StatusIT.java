package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.it.kit.Await;
import dev.baton.it.kit.Daemon;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import dev.baton.it.kit.Shell;
import dev.baton.it.kit.VrrpInstance;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator learns of a running daemon, and what others do not. */
final class StatusIT {

  private static final String VIP = "10.9.0.100";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Lan lan = new Lan();
  private final Host one = lan.host("one", "10.9.0.1/24");
  private final Host two = lan.host("two", "10.9.0.2/24");

  @AfterEach
  void clean() {
    lan.close();
  }

  /** A command of the image in this host. */
  private static Shell.Outcome baton(Host host, String... words) {
    return as(host, List.of(), words);
  }

  private static Shell.Outcome as(Host host, List<String> user, String... words) {
    var command = new ArrayList<>(List.of("ip", "netns", "exec", host.namespace()));
    command.addAll(user);
    command.add(Daemon.image().toString());
    command.addAll(List.of(words));
    return Shell.attempt(command);
  }

  private static Path socket(Host host, String name) {
    return Path.of("/run/baton", host.namespace(), name);
  }

  private static void says(Shell.Outcome outcome, int exitCode, String... parts) {
    assertEquals(exitCode, outcome.exitCode(), outcome.text());
    for (String part : parts) {
      assertTrue(
          unwrapped(outcome.text()).contains(unwrapped(part)),
          part + " is missing in\n" + outcome.text());
    }
  }

  /** A long text goes on in the next line, wherever that begins. */
  private static String unwrapped(String text) {
    return text.replaceAll("\\s+", " ");
  }

  private static void awaitStatus(Host host, String start) {
    Await.until(
        start,
        PATIENCE,
        () -> baton(host, "status").text().startsWith(start),
        () -> baton(host, "status").text());
  }

  private static String configuration(int priority) {
    return VrrpInstance.v3(priority, VIP)
        .after("vrrp_script chk {\n  script /usr/bin/true\n  interval 1\n  timeout 10\n}")
        .with("track_script {\n    chk weight 10\n  }")
        .text();
  }

  @Test
  void whoIsMasterSinceWhenAndWhy() {
    says(
        baton(one, "status", "--namespace", one.namespace()),
        2,
        "CRITICAL: no daemon is running (there is no " + socket(one, "control.sock") + "): ");

    Daemon first = one.baton(configuration(200)).awaitAddress(VIP, true);
    Daemon second = two.baton(configuration(100));
    awaitStatus(one, "OK: VI_1 is MASTER\n");
    awaitStatus(two, "OK: VI_1 is BACKUP\n");
    Await.until(
        "a verdict", PATIENCE, () -> baton(one, "status").text().contains("script chk: good"));
    says(
        baton(one, "status"),
        0,
        "Baton 0.1.0, namespace " + one.namespace() + ", process " + first.pid() + ", up ",
        "/daemon.conf, loaded ",
        "the files on disk are the same",
        "\nVI_1  MASTER since ",
        ", priority 210 (configured 200)\n",
        "  adverts      eth0, virtual router 51, from 10.9.0.1\n",
        "  addresses    10.9.0.100/32 on eth0, present\n",
        "  tracks       script chk: good (weight 10)\n");
    says(
        baton(two, "status", "VI_1"),
        0,
        "  master       10.9.0.1, priority 210\n",
        "10.9.0.100/32 on eth0, not present\n");
    says(baton(one, "status", "VI_2"), 3, "there is no instance `VI_2`; there are: VI_1");

    first.kill();
    second.awaitAddress(VIP, true);
    awaitStatus(two, "OK: VI_1 is MASTER\n");
    says(baton(two, "status"), 0, "  cause        10.9.0.1 was silent for ");
    says(
        baton(two, "history"),
        0,
        "the daemon is up with ",
        " VI_1 INIT -> BACKUP",
        " VI_1 BACKUP -> MASTER: 10.9.0.1 was silent for ");

    // The dead one could not remove its socket.
    assertTrue(Files.exists(socket(one, "control.sock")));
    says(baton(one, "status"), 2, "CRITICAL: the daemon has died and left ");
    Daemon again = one.baton(configuration(200)).awaitAddress(VIP, true);
    awaitStatus(one, "OK: VI_1 is MASTER\n");
    assertEquals(0, again.stop());
    assertFalse(Files.exists(socket(one, "control.sock").getParent()), "all is removed");
  }

  @Test
  void aReloadTellsHowItEnded() {
    Daemon daemon = one.baton(configuration(100)).awaitAddress(VIP, true);
    says(
        baton(one, "reload"),
        0,
        "/daemon.conf is in force; no file has changed since the last time\n");

    daemon.rewrite(configuration(100).replace("priority 100", "prioritty 150"));
    says(
        baton(one, "status"),
        1,
        "WARNING: the files on disk are not what runs\n",
        "changed on disk: " + daemon.folder() + "/daemon.conf");
    says(
        baton(one, "reload"),
        1,
        "Unknown keyword 'prioritty'",
        "/daemon.conf:",
        "did you mean `priority`",
        "Reload refused - 1 error that the running configuration does not have");
    says(
        baton(one, "status"),
        1,
        "WARNING: the last reload was refused; the files on disk are not what runs\n",
        "reload of ",
        " refused: 1 error that the running");
    assertTrue(one.holds(VIP));

    daemon.rewrite(configuration(150));
    says(baton(one, "reload"), 0, "/daemon.conf is in force\n");
    awaitStatus(one, "OK: VI_1 is MASTER\n");
    says(baton(one, "status"), 0, "(configured 150)");
    says(
        baton(one, "history"),
        0,
        " reloaded " + daemon.folder() + "/daemon.conf\n",
        " Reload refused - 1 error");
    says(baton(one, "reload", "--json"), 0, "\"result\" : \"reloaded\"");

    // The VRRP process dies and comes back: the daemon tells of both.
    daemon.signalTo(daemon.router(), "KILL");
    daemon.awaitLog("Respawning");
    daemon.awaitAddress(VIP, true);
    awaitStatus(one, "OK: VI_1 is MASTER\n");
    says(baton(one, "history"), 0, "the VRRP process has ended: VRRP exited due to signal 9");
  }

  @Test
  void severalDaemonsHaveSocketsOfTheirOwn() {
    one.baton(configuration(100)).awaitAddress(VIP, true);
    String other = configuration(100).replace(VIP, "10.9.0.101").replace("_id 51", "_id 52");
    Daemon named = one.baton("instance second\n" + other).awaitAddress("10.9.0.101", true);
    awaitStatus(one, "OK: VI_1 is MASTER\n");
    says(baton(one, "status", "--instance", "second"), 0, "10.9.0.101", ", instance second, ");
    assertTrue(Files.exists(socket(one, "control_second.sock")));
    says(
        Shell.attempt(List.of(Daemon.image().toString(), "status", "--namespace", one.namespace())),
        0,
        "10.9.0.100");

    // One that claims the same name runs, and says that it cannot be asked.
    Daemon third = one.baton("instance second\n" + other.replace("_id 52", "_id 53"));
    third.awaitLog("control_second.sock belongs to another daemon, process " + named.pid());
    says(baton(one, "status", "--instance", "second"), 0, "process " + named.pid() + ", up ");
    assertEquals(0, named.stop());
    says(baton(one, "status", "--instance", "second"), 2, "CRITICAL: no daemon is running");
    // The name is free again, and a reload takes it.
    third.signal("HUP");
    third.awaitLog("Reload complete");
    Await.until(
        "the socket", PATIENCE, () -> baton(one, "status", "--instance", "second").exitCode() == 0);
  }

  @Test
  void onlyRootAndTheGroupAreAnswered() {
    Daemon daemon = one.baton(configuration(100)).awaitAddress(VIP, true);
    awaitStatus(one, "OK: VI_1 is MASTER\n");
    List<String> nobody =
        List.of("setpriv", "--reuid", "nobody", "--regid", "nogroup", "--clear-groups");
    says(as(one, nobody, "status"), 3, "UNKNOWN: no permission for ", "run this as root");
    says(as(one, nobody, "reload"), 2, "no permission for ");

    daemon.rewrite("global_defs {\n  control_socket_group games\n}\n" + configuration(100));
    says(baton(one, "reload"), 0, "is in force");
    says(as(one, nobody, "status"), 3, "UNKNOWN: no permission for ");
    List<String> member =
        List.of("setpriv", "--reuid", "nobody", "--regid", "nogroup", "--groups", "games");
    says(as(one, member, "status"), 0, "OK: VI_1 is MASTER\n");
    says(as(one, member, "history"), 0, " VI_1 BACKUP -> MASTER");
    says(as(one, member, "reload"), 2, "the daemon says: only root may reload");

    daemon.rewrite("global_defs {\n  control_socket_group no_such\n}\n" + configuration(100));
    says(baton(one, "reload"), 1, "there is no group `no_such`");
    daemon.rewrite(configuration(100));
    says(baton(one, "reload"), 0, "is in force");
    says(as(one, member, "status"), 3, "UNKNOWN: no permission for ");
  }

  /** They cost the others nothing, and end. */
  @Test
  void clientsThatSayNothingDelayNobody() throws IOException {
    one.baton(configuration(100)).awaitAddress(VIP, true);
    awaitStatus(one, "OK: VI_1 is MASTER\n");
    var address = UnixDomainSocketAddress.of(socket(one, "control.sock"));
    var silent = new ArrayList<SocketChannel>();
    for (int i = 0; i < 10; i++) {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      channel.connect(address);
      channel.write(ByteBuffer.wrap("sta".getBytes(StandardCharsets.US_ASCII)));
      silent.add(channel);
    }
    says(baton(one, "status"), 0, "OK: VI_1 is MASTER\n");
    for (SocketChannel channel : silent) {
      // The daemon hangs up.
      assertEquals(-1, channel.read(ByteBuffer.allocate(1)));
      channel.close();
    }
    says(baton(one, "status"), 0, "OK: VI_1 is MASTER\n");
  }

  /** A stopped router answers nothing: the supervisor does. */
  @Test
  void aHangingRouterIsTold() {
    Daemon daemon = one.baton(configuration(100)).awaitAddress(VIP, true);
    awaitStatus(one, "OK: VI_1 is MASTER\n");
    daemon.signalTo(daemon.router(), "STOP");
    says(baton(one, "status"), 2, "CRITICAL: the VRRP process does not answer\n", "VI_1  UNKNOWN");
    daemon.awaitLog("has not answered");
    awaitStatus(one, "OK: VI_1 is MASTER\n");
  }
}
