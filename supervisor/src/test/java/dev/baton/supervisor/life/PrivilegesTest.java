package dev.baton.supervisor.life;

import static dev.baton.linux.process.Capability.IPC_LOCK;
import static dev.baton.linux.process.Capability.KILL;
import static dev.baton.linux.process.Capability.NET_ADMIN;
import static dev.baton.linux.process.Capability.NET_RAW;
import static dev.baton.linux.process.Capability.SETGID;
import static dev.baton.linux.process.Capability.SETUID;
import static dev.baton.linux.process.Capability.SYS_ADMIN;
import static dev.baton.linux.process.Capability.SYS_NICE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.config.facts.FactsText;
import dev.baton.config.read.ConfigReader;
import dev.baton.core.log.LogLine;
import dev.baton.core.model.Configuration;
import dev.baton.linux.process.Capability;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PrivilegesTest {

  private static final Set<Capability> ALL = EnumSet.allOf(Capability.class);

  private static final String FACTS =
      """
      uid\t0
      interface\teth0\t3\t4163\t1500\ttrue
      user\troot\t0\t0
      user\twww-data\t33\t33
      user\tnobody\t65534\t65534
      path\t/bin/check\t/bin/check\tFILE\tPROGRAM\t\ttrue\t/bin/check\tFILE\t0\t0\t493
      """;

  private static final String SCRIPTS =
      """
      vrrp_script check {
        script "/bin/check"
        user %s
      }
      vrrp_instance VI_1 {
        interface eth0
        virtual_router_id 51
        priority 100
        virtual_ipaddress {
          192.0.2.1
        }
        track_script {
          check
        }
        notify "/bin/check" %s
      }
      """;

  private static Configuration configuration(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ConfigReader.readNormalised(bytes, FactsText.read(FACTS)).configuration();
  }

  private static Rights root(Set<Capability> held) {
    return new Rights(0, 0, held, 0, 20, false);
  }

  private static Rights rootWithout(Capability... missing) {
    Set<Capability> held = EnumSet.copyOf(ALL);
    held.removeAll(List.of(missing));
    return root(held);
  }

  private static List<String> lacking(String text, Rights rights) {
    return Privileges.lacking(configuration(text), rights).stream().map(LogLine::text).toList();
  }

  @Test
  void whatIsMissingIsNamed() {
    assertEquals("", Privileges.missing(root(Set.of(NET_ADMIN, NET_RAW, KILL))));
    assertEquals("CAP_NET_ADMIN", Privileges.missing(root(Set.of(NET_RAW, KILL))));
    assertEquals("CAP_NET_RAW", Privileges.missing(root(Set.of(NET_ADMIN))));
    assertEquals("CAP_NET_ADMIN and CAP_NET_RAW", Privileges.missing(root(Set.of())));
  }

  @Test
  void scriptsOfOthersNeedToBecomeThemAndToEndThem() {
    String text = SCRIPTS.formatted("www-data", "nobody");
    assertEquals(List.of(), lacking(text, root(ALL)));
    assertEquals(
        List.of("no CAP_SETUID and CAP_SETGID: scripts of uid 33, 65534 cannot be run"),
        lacking(text, root(Set.of(NET_ADMIN, NET_RAW))));
    assertEquals(
        List.of("no CAP_SETGID: scripts of uid 33, 65534 cannot be run"),
        lacking(text, rootWithout(SETGID, KILL)));
    assertEquals(
        List.of("no CAP_KILL: scripts of uid 33, 65534 cannot be ended when they take too long"),
        lacking(text, rootWithout(KILL)));
  }

  @Test
  void ownScriptsNeedNothing() {
    String roots = SCRIPTS.formatted("root", "root");
    assertEquals(List.of(), lacking(roots, root(Set.of(NET_ADMIN, NET_RAW))));
    Rights other = new Rights(33, 33, Set.of(NET_ADMIN, NET_RAW), 0, 20, false);
    assertEquals(List.of(), lacking(SCRIPTS.formatted("www-data", "www-data"), other));
    assertEquals(
        List.of("no CAP_SETUID and CAP_SETGID: scripts of uid 0 cannot be run"),
        lacking(SCRIPTS.formatted("www-data", "root"), other));
    assertEquals(List.of(), lacking(SCRIPTS.formatted("", ""), other), "as the daemon itself");
  }

  @Test
  void priorityNeedsARightOrALimit() {
    String text = "global_defs {\n vrrp_rt_priority 50\n}\n";
    String line = "no CAP_SYS_NICE: vrrp_rt_priority has no effect";
    assertEquals(List.of(), lacking(text, root(ALL)));
    assertEquals(List.of(line), lacking(text, rootWithout(SYS_NICE)));
    assertEquals(List.of(line), lacking(text, new Rights(0, 0, Set.of(), 49, 20, false)));
    assertEquals(List.of(), lacking(text, new Rights(0, 0, Set.of(), 50, 20, false)));
  }

  @Test
  void niceValueNeedsThemOnlyDownwards() {
    String line = "no CAP_SYS_NICE: vrrp_priority has no effect";
    String lower = "global_defs {\n vrrp_priority -5\n}\n";
    assertEquals(List.of(line), lacking(lower, rootWithout(SYS_NICE)));
    assertEquals(List.of(line), lacking(lower, new Rights(0, 0, Set.of(), 0, -4, false)));
    assertEquals(List.of(), lacking(lower, new Rights(0, 0, Set.of(), 0, -5, false)));
    assertEquals(List.of(), lacking(lower.replace("-5", "5"), rootWithout(SYS_NICE)));
  }

  @Test
  void memoryIsLockedByARightOrALimit() {
    String text = "global_defs {\n vrrp_no_swap\n}\n";
    assertEquals(
        List.of("no CAP_IPC_LOCK: vrrp_no_swap has no effect"),
        lacking(text, rootWithout(IPC_LOCK)));
    assertEquals(List.of(), lacking(text, new Rights(0, 0, Set.of(), 0, 20, true)));
    assertEquals(List.of(), lacking("", rootWithout(IPC_LOCK)));
  }

  @Test
  void anotherNamespaceIsEnteredByARight() {
    assertEquals(
        List.of("no CAP_SYS_ADMIN: network namespace blue is out of reach"),
        lacking("net_namespace blue\n", rootWithout(SYS_ADMIN, SETUID)));
  }

  @Test
  void ownRightsAreTheKernels() {
    Rights own = Rights.own();
    assertEquals(0, own.uid(), "tests run as root");
    assertEquals("", Privileges.missing(own));
  }
}
