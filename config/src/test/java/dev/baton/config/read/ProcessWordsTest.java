package dev.baton.config.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.config.text.ReadOptions;
import dev.baton.core.model.RouterConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The router runs what keepalived has two processes for: it has the stronger of their settings. */
final class ProcessWordsTest {

  private static final String SESSION = "bfd_instance B { neighbor_ip 192.0.2.2 }\n";

  private static final String INSTANCE =
      """
      vrrp_instance A {
        interface eth0
        virtual_router_id 1
        virtual_ipaddress { 192.0.2.1 }
      }
      """;

  private static RouterConfig router(String global, String rest) {
    var sources = new CannedSources().with("k.conf", "global_defs {\n" + global + "\n}\n" + rest);
    var facts = CannedHost.ofTheVerdicts().facts();
    return ConfigReader.read("k.conf", sources, facts, ReadOptions.DEFAULT)
        .configuration()
        .router();
  }

  @Test
  void ofBothWordsTheStrongerCounts() {
    String words =
        """
        vrrp_rt_priority 10
        bfd_rt_priority 20
        vrrp_priority -5
        bfd_priority -3
        bfd_no_swap
        bfd_cpu_affinity 0
        vrrp_rlimit_rttime 5000
        bfd_rlimit_rttime 9000
        """;
    RouterConfig router = router(words, SESSION + INSTANCE);
    assertEquals(20, router.realtimePriority());
    assertEquals(-5, router.niceLevel());
    assertEquals(true, router.lockMemory());
    assertEquals(List.of(0), router.cpus());
    assertEquals(9_000, router.realtimeLimitMicros());
  }

  @Test
  void withoutASessionTheyMeanNothing() {
    RouterConfig router = router("bfd_rt_priority 20\nbfd_no_swap\nbfd_priority -3", INSTANCE);
    assertEquals(0, router.realtimePriority());
    assertEquals(0, router.niceLevel());
    assertEquals(false, router.lockMemory());
  }

  @Test
  void theNameIsThatOfWhatItRuns() {
    String names = "vrrp_process_name v\nbfd_process_name b";
    assertEquals("v", router(names, SESSION + INSTANCE).processName());
    assertEquals("b", router(names, SESSION).processName());
    assertEquals("keepalived_bfd", router("process_names", SESSION).processName());
  }
}
