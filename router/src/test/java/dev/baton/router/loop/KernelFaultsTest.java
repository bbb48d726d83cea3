package dev.baton.router.loop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.node.Transition;
import dev.baton.core.wire.ToSupervisor;
import dev.baton.linux.Errno;
import dev.baton.linux.fault.KernelFaults;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A router's life on a real kernel, from start over takeover and reload to its stop, once for each
 * of its system calls, which then fails as if memory were short.
 *
 * <p>Whatever fails: the router ends when it is told to, and one that says that it has ended in
 * order has left no address. Unless the start itself failed, or the connection with the supervisor,
 * it was master before. A crash is allowed: the supervisor removes what it leaves and starts anew.
 */
final class KernelFaultsTest {

  /** Every so many calls, so that all are met in few runs of the tests; at night all in one. */
  private static final int STRIDE = Boolean.getBoolean("baton.nightly") ? 1 : 6;

  /** Refused to the wire, where they are taken for its end: the router resigns in order. */
  private static final Set<String> OF_THE_WIRE = Set.of("RECVMSG", "SENDMSG");

  private static final String HOST = "baton-rf" + ProcessHandle.current().pid();

  private static String command(String... words) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), () -> String.join(" ", words) + ": " + output);
    return output;
  }

  private static String ip(String arguments) throws Exception {
    return ip(HOST, arguments);
  }

  private static String ip(String host, String arguments) throws Exception {
    return command(("ip -n " + host + " " + arguments).split(" ", -1));
  }

  /** A network namespace with the interface that a living router is configured for. */
  static void makeHost(String host) throws Exception {
    command("ip", "netns", "add", host);
    ip(host, "link add eth0 type veth peer name eth1");
    ip(host, "link set eth0 up");
    ip(host, "link set eth1 up");
    ip(host, "address add 192.0.2.1/24 dev eth0");
  }

  static void deleteHost(String host) throws Exception {
    command("ip", "netns", "delete", host);
  }

  @BeforeEach
  void makeHost() throws Exception {
    makeHost(HOST);
  }

  @AfterEach
  void deleteHost() throws Exception {
    deleteHost(HOST);
  }

  @Test
  void anyCallMayFail() throws Exception {
    Predicate<Thread> ofRouter = thread -> LivingRouter.THREADS.contains(thread.getName());
    int callCount;
    try (var counting = KernelFaults.none(ofRouter)) {
      LivingRouter router = live();
      assertEquals("exit 0", router.end());
      assertTrue(router.said().stream().anyMatch(KernelFaultsTest::isMaster));
      callCount = counting.calls();
    }
    int first = (int) (ProcessHandle.current().pid() % STRIDE);
    for (int i = first; i < callCount; i += STRIDE) {
      try (var faults = KernelFaults.at(ofRouter, i, Errno.ENOBUFS)) {
        LivingRouter router = live();
        judge(router, faults.refused(), "call %d, %s: ".formatted(i, faults.refused()));
      }
      ip("address flush dev eth0 to 10.9.0.0/16");
    }
  }

  private static LivingRouter live() throws Exception {
    var router = LivingRouter.start(HOST);
    router.configure(1, "10.9.0.1");
    router.hearUntil(KernelFaultsTest::isMaster);
    router.configure(2, "10.9.0.1\n10.9.0.2");
    router.hearUntil(message -> message.equals(new ToSupervisor.Configured(2)));
    router.stop();
    return router;
  }

  private static boolean isMaster(ToSupervisor message) {
    return message instanceof ToSupervisor.Transitioned(var transition)
        && transition.event() == Transition.Event.MASTER;
  }

  private static void judge(LivingRouter router, String refused, String which) throws Exception {
    String end = router.end();
    List<ToSupervisor> said = router.said();
    assertFalse(end.equals("hangs"), () -> which + "hangs; " + said);
    if (!end.equals("exit 0")) {
      return;
    }
    assertFalse(ip("address show dev eth0").contains("10.9.0."), () -> which + "left; " + said);
    assertTrue(
        OF_THE_WIRE.contains(refused) || said.stream().anyMatch(KernelFaultsTest::isMaster),
        () -> which + "never master; " + said);
  }
}
