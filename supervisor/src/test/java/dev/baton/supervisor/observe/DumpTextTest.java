package dev.baton.supervisor.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.config.facts.FactsText;
import dev.baton.config.read.ConfigReader;
import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.net.Utf8;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Addresses as keepalived 2.2.7 prints them, which was run on the same file. */
final class DumpTextTest {

  private static final String FACTS =
      "host\thost\nuid\t0\nprocessors\t2\ninterface\tv0\t3\t4163\t1500\ttrue\n";

  private static List<String> printed(String... lines) {
    String text =
        "vrrp_instance one {\ninterface v0\nvirtual_router_id 21\n"
            + "virtual_ipaddress {\n192.0.2.70\n}\nvirtual_ipaddress_excluded {\n"
            + String.join("\n", lines)
            + "\n}\n}\n";
    InstanceConfig instance =
        ConfigReader.readNormalised(Utf8.encode(text), FactsText.read(FACTS))
            .configuration()
            .instances()
            .getFirst();
    var printed = new ArrayList<String>();
    for (AddressSpec spec : instance.excludedAddresses()) {
      printed.add(DumpText.address(spec, spec.tracked()));
    }
    return printed;
  }

  @Test
  void addressesAreKeepaliveds() {
    assertEquals(
        List.of(
            "192.0.2.72 dev v0 scope global set",
            "192.0.2.73 dev v0 scope global peer 192.0.2.74/32 set",
            "192.0.2.75/24 brd 192.0.2.255 dev v0 scope link label v0:x set",
            "192.0.2.76/24 dev v0 scope global noprefixroute set",
            "192.0.2.77/24 dev v0 scope global no_track",
            "2001:db8::1/64 dev v0 scope global home preferred_lft forever set",
            "2001:db8::2/64 dev v0 scope global mngtmpaddr preferred_lft forever set",
            "2001:db8::3 dev v0 scope global deprecated set",
            "2001:db8::4/64 dev v0 scope global -nodad preferred_lft forever set"),
        printed(
            "192.0.2.72/32 dev v0",
            "192.0.2.73 peer 192.0.2.74 dev v0",
            "192.0.2.75/24 brd 192.0.2.255 dev v0 scope link label v0:x",
            "192.0.2.76/24 dev v0 noprefixroute",
            "192.0.2.77/24 dev v0 no_track",
            "2001:db8::1/64 dev v0 home",
            "2001:db8::2/64 dev v0 mngtmpaddr",
            "2001:db8::3 dev v0 preferred_lft 0",
            "2001:db8::4/64 dev v0 -nodad"));
  }
}
