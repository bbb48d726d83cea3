package dev.baton.supervisor.life;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.supervisor.observe.SampleNode;
import dev.baton.supervisor.option.OptionReader;
import dev.baton.supervisor.option.Options;
import org.junit.jupiter.api.Test;

final class FileNamesTest {

  @Test
  void defaultsAreKeepalived() {
    FileNames names = names("", "");
    assertEquals("/run/keepalived.pid", names.pidFile());
    assertEquals("/run/vrrp.pid", names.routerPidFile());
    assertEquals("", names.pidDirectory());
    assertEquals("/tmp/keepalived.data", names.data());
    assertEquals("/tmp/keepalived_parent.data", names.parentData());
    assertEquals("/tmp/keepalived.stats", names.statistics());
    assertEquals("/tmp/keepalived.json", names.json());
  }

  @Test
  void instancesAndNamespacesAreToldApart() {
    assertEquals("/run/keepalived/keepalived_two.pid", names("two", "").pidFile());
    assertEquals("/run/keepalived/blue/vrrp.pid", names("", "blue").routerPidFile());
    FileNames both = names("two", "blue");
    assertEquals("/run/keepalived/blue/", both.pidDirectory());
    assertEquals("/run/keepalived/blue/vrrp_two.pid", both.routerPidFile());
    assertEquals("/tmp/keepalived_parent.blue_two.data", both.parentData());
    assertEquals("/tmp/keepalived.blue_two.json", both.json());
  }

  /** A namespace counts that the daemon was only started in, too. */
  @Test
  void controlSocketsAreToldApartInTheSameWay() {
    assertEquals("/run/baton/control.sock", names("", "").controlPlace(() -> "").socket());
    assertEquals("/run/baton/control_two.sock", names("two", "").controlPlace(() -> "").socket());
    assertEquals(
        "/run/baton/blue/control_two.sock", names("two", "blue").controlPlace(() -> "").socket());
    assertEquals("/run/baton/green/control.pid", names("", "").controlPlace(() -> "green").lock());
    assertEquals(
        "/run/baton/red/control.sock",
        names("", "blue", "-s", "red").controlPlace(() -> "green").socket());
  }

  @Test
  void theCommandLineWins() {
    FileNames names = names("two", "", "-p", "k.pid", "-r", "/v.pid", "-s", "red");
    assertEquals("k.pid", names.pidFile());
    assertEquals("/v.pid", names.routerPidFile());
    assertEquals("/tmp/keepalived.red_two.data", names.data());
  }

  @Test
  void temporaryDirectoryMustBeAbsolute() {
    assertEquals("/tmp", FileNames.temporaryDirectory(""));
    assertEquals("/tmp", FileNames.temporaryDirectory("var/tmp"));
    assertEquals("/var/tmp", FileNames.temporaryDirectory("/var/tmp//"));
    assertEquals("", FileNames.temporaryDirectory("/"));
  }

  private static FileNames names(String instance, String namespace, String... words) {
    Options options =
        OptionReader.read(words) instanceof OptionReader.Accepted accepted
            ? accepted.options()
            : throwing();
    return new FileNames(options, SampleNode.global(instance, namespace, 1), "/tmp");
  }

  private static Options throwing() {
    throw new AssertionError("the words are refused");
  }
}
