package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.it.kit.UserModeLinux;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The unit of the image, under a real systemd. */
final class SystemdIT {

  private static final Path IMAGE = Path.of("../target/image").toAbsolutePath().normalize();

  private static final String CONFIGURATION =
      """
      vrrp_instance VI_1 {
        interface eth7
        virtual_router_id 51
        priority 200
        advert_int 0.2
        version 3
        virtual_ipaddress {
          10.9.0.100/24
        }
      }
      """;

  /** Each line says what was done, and what came of it within its time. */
  private static final String STORY =
      """
      within() {
        local what=$1 tries=0
        shift
        until eval "$*"; do
          [ $((tries += 1)) -lt 300 ] || { echo "$what: never"; return; }
          sleep 0.1
        done
        echo "$what: yes"
      }
      held='ip -4 -o address show dev eth7 | grep -q 10.9.0.100/'
      state() { systemctl show baton --property "$1" --value; }

      ip link add eth7 type dummy
      ip link set eth7 up
      ip address add 10.9.0.1/24 dev eth7

      systemctl start baton && echo "started: $(state ActiveState)"
      within "takes the address" "$held"
      main=$(state MainPID)
      sed -i 's/priority 200/priority 190/' baton.conf
      systemctl reload baton && echo "reloaded: $(state ActiveState)"
      [ "$main" = "$(state MainPID)" ] && eval "$held" && echo "reload keeps all"

      kill -KILL "$main"
      within "gives the address up when the main process is killed" "! { $held; }"
      within "is started again" '[ "$(state NRestarts)" = 1 ]' '&&' "$held"

      systemctl stop baton && echo "stopped: $(state ActiveState) $(state Result)"
      within "leaves nothing" "! { $held; }"
      """;

  @Test
  void unitStartsReloadsRestartsAndStops() throws IOException {
    String unit = Files.readString(IMAGE.resolve("share/baton/baton.service"));
    String files = " -f /run/story/baton.conf -p /run/b.pid -r /run/v.pid";
    // Without what a whole Debian would start before it.
    String ours =
        unit.replace("/usr/bin/baton --dont-fork", IMAGE + "/bin/baton --dont-fork" + files)
            .replace("network-online.target", "")
            .replace("[Unit]", "[Unit]\nDefaultDependencies=no");
    String said =
        UserModeLinux.tell(STORY, Map.of("baton.service", ours, "baton.conf", CONFIGURATION));
    assertEquals(
        """
        started: active
        takes the address: yes
        reloaded: active
        reload keeps all
        gives the address up when the main process is killed: yes
        is started again: yes
        stopped: inactive success
        leaves nothing: yes
        """,
        said);
  }
}
