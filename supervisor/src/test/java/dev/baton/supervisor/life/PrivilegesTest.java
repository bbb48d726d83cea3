package dev.baton.supervisor.life;

import static dev.baton.linux.process.Capability.KILL;
import static dev.baton.linux.process.Capability.NET_ADMIN;
import static dev.baton.linux.process.Capability.NET_RAW;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

final class PrivilegesTest {

  @Test
  void whatIsMissingIsNamed() {
    assertEquals("", Privileges.missing(Set.of(NET_ADMIN, NET_RAW, KILL)));
    assertEquals("CAP_NET_ADMIN", Privileges.missing(Set.of(NET_RAW, KILL)));
    assertEquals("CAP_NET_RAW", Privileges.missing(Set.of(NET_ADMIN)));
    assertEquals("CAP_NET_ADMIN and CAP_NET_RAW", Privileges.missing(Set.of()));
  }
}
