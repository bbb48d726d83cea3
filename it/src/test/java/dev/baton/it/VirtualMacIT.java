package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.it.kit.Packages;
import dev.baton.it.kit.UserModeLinux;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Devices with virtual hardware addresses, on a kernel that has them. */
final class VirtualMacIT {

  private static String story() throws IOException {
    Path image = Packages.folder().resolveSibling("image");
    try (var story = VirtualMacIT.class.getResourceAsStream("/vmac/story")) {
      String text = new String(story.readAllBytes(), StandardCharsets.UTF_8);
      return "IMAGE='" + image + "'\n" + text;
    }
  }

  /** Each line of the story says what was done, and what came of it within its time. */
  @Test
  void devicesComeAndGoWithTheirInstances() throws IOException {
    assertEquals(
        """
        == both families
        the address is on its device: yes
        so is that of IPv6: yes
        macvlan private 00:00:5e:00:01:33 on eth7 none\s
        macvlan private 00:00:5e:00:02:33 on eth7 none\s
        adverts from: 00:00:5e:00:01:33 and 00:00:5e:00:02:33\s
        answers: yes
        ARP is answered from: 00:00:5e:00:01:33\s
        eth7/arp_ignore=1 eth7/arp_filter=1 all/rp_filter=0\s
        eth7/rp_filter=2 vrrp.51/rp_filter=0 vrrp.51/accept_local=1\s
        == somebody deletes it
        it comes back: yes
        == somebody renames it
        it comes back: yes
        the other is gone
        == the interface goes down and up
        the address goes: yes
        it comes back: yes
        == kill -9 of the VRRP process
        another one: yes
        it serves: yes
        on the same device: yes
        == another name
        it serves there: yes
        the other is gone
        == adverts from the interface below
        adverts with its address: yes
        the address stays on the device: yes
        == without
        the address is on the interface: yes
        the devices are gone: yes
        eth7/arp_ignore=0 all/rp_filter=2 eth7/rp_filter=0\s
        == the interface is made anew, in a VRF
        it serves: yes
        the device goes with it: yes
        it serves again: yes
        macvlan private 00:00:5e:00:01:33 on eth7 none blue
        adverts from: 00:00:5e:00:01:33\s
        == kill -9 of all
        it serves under the name that is there: yes
        on the same device: yes
        (VI_1) Found matching interface vrrp.51
        == stop
        status 0
        no device is left
        """,
        UserModeLinux.tell(story(), Map.of()));
  }
}
