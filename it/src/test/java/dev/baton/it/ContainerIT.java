package dev.baton.it;

import dev.baton.it.kit.BareRoot;
import dev.baton.it.kit.Host;
import dev.baton.it.kit.Lan;
import dev.baton.it.kit.Packages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The package in two containers, as far as the kernel makes them: a root, processes, mounts and a
 * network of their own, a read-only file system, and the capabilities of compose.yaml. There is no
 * engine.
 */
final class ContainerIT {

  private static final String ADDRESS = "172.31.77.100";

  /** $0 is the root. What the kit passes on stands in /tmp. */
  private static final String ENTER =
      """
      mount -o bind,ro "$0" "$0" && cd "$0" || exit
      mount -t proc proc proc && mount -t tmpfs tmpfs run &&
        mount --bind /dev dev && mount --bind /tmp tmp || exit
      exec chroot . /usr/bin/setpriv --bounding-set=-all,+net_admin,+net_raw,+setpcap \
        --inh-caps=-all --no-new-privs /usr/bin/baton --no-syslog -i "$@"
      """;

  @TempDir private Path root;

  private static List<String> container(Path root, String name) {
    return List.of(
        "unshare",
        "--mount",
        "--pid",
        "--fork",
        "--kill-child",
        "sh",
        "-c",
        ENTER,
        root.toString(),
        name);
  }

  @Test
  void twoContainersShareTheAddressOfComposeYaml() throws IOException {
    BareRoot.make(root);
    Packages.unpack("baton_*.deb", root);
    String configuration = Files.readString(Path.of("../packaging/container/node.conf"));
    try (var lan = new Lan()) {
      Host one = lan.host("one", "172.31.77.11/24");
      Host two = lan.host("two", "172.31.77.12/24");
      var second = two.start(container(root, "two"), configuration);
      second.awaitAddress(ADDRESS, true);
      var first = one.start(container(root, "one"), configuration);
      first.awaitAddress(ADDRESS, true);
      second.awaitAddress(ADDRESS, false);
      first.kill();
      second.awaitAddress(ADDRESS, true);
    }
  }
}
