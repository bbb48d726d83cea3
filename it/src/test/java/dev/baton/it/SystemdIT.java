package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.it.kit.Packages;
import dev.baton.it.kit.Shell;
import dev.baton.it.kit.UserModeLinux;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Debian packages and their units, under a real systemd and dpkg. */
final class SystemdIT {

  @TempDir private Path folder;

  /** The story of this name, with what it shares with the other. */
  private static String tell(String story, Map<String, String> settings) throws IOException {
    var head = new StringBuilder();
    settings.forEach((name, value) -> head.append(name + "='" + value + "'\n"));
    return UserModeLinux.tell(head + resource(story), Map.of("lib", resource("lib")));
  }

  private static String resource(String name) throws IOException {
    try (var resource = SystemdIT.class.getResourceAsStream("/package/" + name)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Map<String, String> places() {
    return new HashMap<>(Map.of("PACKAGES", Packages.folder().toString()));
  }

  /** Each line of the story says what was done, and what came of it within its time. */
  @Test
  void packageLivesFromItsInstallationToItsPurge() throws IOException {
    assertEquals(
        """
        == beside keepalived
        baton: keepalived is on this host, so Baton is neither started nor enabled.
        baton: To change over: systemctl disable --now keepalived && systemctl enable --now baton
        baton: To keep its unit and its names, install the package baton-keepalived instead.
        inactive, disabled
        == alone
        active, enabled
        files in the system: 1
        == reloads
        good: Reload 1 is complete
        takes the address: yes
        bad: Reload 2 was refused, the log says why
        active, holds the address
        good: Reload 3 is complete
        == kill -9 of the VRRP process
        another one: yes
        == a VRRP process that hangs
        another one: yes
        the main process is the same
        == kill -9 of the main process
        the address is given up: yes
        started again: yes
        == both hang
        the watchdog ends the main process: yes
        serves again: yes
        the VRRP process is gone: yes
        == upgrade in place
        serves with new processes: yes
        the configuration is kept
        == hardened
        serves: yes
        reload: ok
        == stop
        inactive success
        the address is gone
        == remove and purge
        takes the address: yes
        the address is gone
        baton.conf
        """,
        tell("life", places()));
  }

  @Test
  void takesThePlaceOfKeepalivedInARunningPairAndGivesItBack() throws IOException {
    String fetch = "cd " + folder + " && apt-get download keepalived && echo $PWD/*.deb";
    var fetched = Shell.attempt(List.of("sh", "-c", fetch));
    assertEquals(0, fetched.exitCode(), fetched.text());
    var places = places();
    places.put("KEEPALIVED", fetched.text().strip().replaceFirst("(?s).*\\n", ""));
    places.put("IMAGE", Packages.folder().resolveSibling("image").toString());
    assertEquals(
        """
        keepalived serves: yes
        the peer waits: yes
        == Baton for keepalived
        Baton serves: yes
        the peer served meanwhile: 1 time
        keepalived: active, enabled
        baton: inactive, disabled
        pidof finds 2 processes
        killall finds them
        the pid file is right
        systemctl status: ok
        reload: ok
        bad reload: failed
        == keepalived for Baton
        the peer serves: yes
        keepalived serves: yes
        the peer served meanwhile: 1 time
        never without the address for 3 s
        """,
        tell("swap", places));
  }
}
