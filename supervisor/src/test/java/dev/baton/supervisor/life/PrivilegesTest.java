package dev.baton.supervisor.life;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PrivilegesTest {

  @ParameterizedTest
  @CsvSource({
    "000001ffffffffff, ''",
    "0000000000003000, ''",
    "ffffffffffffffff, ''",
    "0000000000002000, CAP_NET_ADMIN",
    "0000000000001000, CAP_NET_RAW",
    "0000000000000000, CAP_NET_ADMIN and CAP_NET_RAW"
  })
  void whatIsMissingIsNamed(String effective, String missing) {
    String status = "Name:\tbaton\nCapPrm:\t0\nCapEff:\t" + effective + "\nCapBnd:\t0\n";
    assertEquals(missing, Privileges.missing(status));
  }
}
