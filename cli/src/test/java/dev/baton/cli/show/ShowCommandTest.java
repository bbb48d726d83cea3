package dev.baton.cli.show;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.cli.TestFiles;
import dev.baton.cli.TestHost;
import dev.baton.cli.command.Exit;
import dev.baton.cli.command.Terminal;
import dev.baton.config.read.ConfigReader;
import dev.baton.config.text.ReadOptions;
import dev.baton.core.net.Utf8;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What is shown of a configuration, and that it is the same configuration. */
final class ShowCommandTest {

  private static final String MAIN =
      """
      $VIP=192.0.2.10
      global_defs {
        @lb1 router_id first
        @^lb1 router_id other
      }
      include more.conf
      vrrp_instance web {
        interface eth0          # where the clients are
        virtual_router_id 77
        priority 150
        authentication { auth_type PASS
          auth_pass "a b!c"
        }
        virtual_ipaddress {
          ${VIP}/24
          ~SEQ(N, 1, 2) 192.0.2.2${N}/24
        }
        notify "/usr/local/bin/notify 'all of it'" nobody
      }
      """;

  private static final String SHOWN =
      """
      global_defs {
        router_id first
      }
      vrrp_script chk {
        script "/usr/bin/true"
      }
      vrrp_instance web {
        interface eth0
        virtual_router_id 77
        priority 150
        authentication {
          auth_type PASS
          auth_pass "a b!c"
        }
        virtual_ipaddress {
          192.0.2.10/24
          192.0.2.21/24
          192.0.2.22/24
        }
        notify "/usr/local/bin/notify 'all of it'" nobody
      }
      """;

  private final TestFiles files =
      new TestFiles()
          .with("main.conf", MAIN)
          .with("more.conf", "vrrp_script chk {\n  script \"/usr/bin/true\"\n}\n");
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private int show(String... words) {
    var command = new ShowCommand(files, new TestHost("eth0"));
    var parsed = new CommandLine(command.words()).parseArgs(words);
    return command.run(parsed, new Terminal(out, err, false));
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void includesVariablesConditionsAndLoopsAreResolved() {
    assertEquals(Exit.OK, show("--secrets", "-i", "lb1", "main.conf"));
    assertEquals(SHOWN, out());
    assertTrue(err().contains("enable_script_security"), err());
  }

  @Test
  void passwordsAreHiddenUnlessAskedFor() {
    show("-i", "lb1", "main.conf");
    assertEquals(SHOWN.replace("\"a b!c\"", "*******"), out());
    assertFalse(err().contains("a b!c"));
  }

  @Test
  void passwordOfOneWordIsHiddenAlone() {
    files.with("ssl.conf", "SSL {\n  password s3cret\n  key /etc/lb.key\n}\n");
    assertEquals(Exit.OK, show("ssl.conf"));
    assertEquals("SSL {\n  password ******\n  key /etc/lb.key\n}\n", out());
  }

  @Test
  void defaultsAreCommentsAndChangeNothing() {
    show("--defaults", "--secrets", "-i", "lb1", "main.conf");
    assertTrue(out().contains("\n  # advert_int 1\n"), out());
    assertFalse(out().contains("# priority"), out());
    assertFalse(out().contains("garp_master_interval"), out());
    assertEquals(model("main.conf"), model("shown.conf", out.toByteArray()));
  }

  @Test
  void shownTextIsTheSameModelAndShowsItself() {
    show("--secrets", "-i", "lb1", "main.conf");
    byte[] shown = out.toByteArray();
    assertEquals(model("main.conf"), model("shown.conf", shown));
    out.reset();
    show("--secrets", "shown.conf");
    assertEquals(SHOWN, out());
  }

  private Object model(String name, byte[] text) {
    files.with(name, text);
    return model(name);
  }

  private Object model(String name) {
    var options = new ReadOptions("lb1", false, 1);
    return ConfigReader.read(name, files, new TestHost("eth0"), options).configuration();
  }

  @Test
  void mistakesAreToldBesideWhatIsUsable() {
    files.with("half.conf", "vrrp_script chk {\n  script /usr/bin/true\n  weigth 2\n}\n");
    assertEquals(Exit.NO, show("half.conf"));
    assertEquals("vrrp_script chk {\n  script /usr/bin/true\n}\n", out());
    assertTrue(err().contains("did you mean `weight`?"));
  }

  @Test
  void missingFileIsNoAnswer() {
    assertEquals(Exit.FAILED, show("none.conf"));
    assertEquals("", out());
    assertTrue(err().contains("none.conf"), err());
  }

  @Test
  void bytesThatAreNoTextComeOutAsTheyWere() {
    byte[] text = Utf8.encode("global_defs {\n  router_id l\uDCE9on\n}\n");
    files.with("bytes.conf", text);
    assertEquals(Exit.OK, show("bytes.conf"));
    assertEquals(Utf8.decode(text, 0, text.length), Utf8.decode(out.toByteArray(), 0, out.size()));
  }
}
