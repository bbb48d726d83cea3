package dev.baton.config.diagnose;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.advice.Linter;
import dev.baton.config.read.CannedHost;
import dev.baton.config.read.CannedSources;
import dev.baton.config.read.ConfigReader;
import dev.baton.config.text.ReadOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** However a password is written down wrongly, nothing that is said of it shows it. */
final class SecretLeakTest {

  private static final String SECRET = "S3cr3tW0rd";

  private static final List<String> HEADS =
      List.of(
          "auth_pass",
          "auth_pas",
          "auth_paas",
          "AUTH_PASS",
          "auth-pass",
          "passwd",
          "password",
          "secret_word",
          "x");

  /** The word of a line, and what becomes of its value. */
  private static final List<String> FORMS =
      List.of(
          "%s " + SECRET,
          "%s \"" + SECRET + "\"",
          "%s \"" + SECRET,
          "%s ${_X}" + SECRET,
          "%s " + SECRET + "${_X}",
          "%s $" + SECRET,
          "%s " + SECRET + " # note",
          "%s " + SECRET + "!",
          "%s\t" + SECRET,
          "%s " + SECRET + " more",
          "%s { " + SECRET);

  private static final List<String> BLOCKS =
      List.of(
          "  authentication {\n    auth_type PASS\n    @\n  }\n",
          "  authentication {\n    @\n    @\n  }\n",
          "  authentification {\n    auth_type PASS\n    @\n  }\n",
          "  authentication\n  {\n    auth_type PASS\n    @\n  }\n",
          "  authentication {\n    auth_type PASS\n    @\n",
          "  ~SEQ(I, 1, 2) authentication {\n    @\n  }\n");

  @TestFactory
  List<DynamicTest> nothingShowsIt() {
    var tests = new ArrayList<DynamicTest>();
    for (String head : HEADS) {
      for (String form : FORMS) {
        for (String block : BLOCKS) {
          String text = file(block.replace("@", form.formatted(head)));
          tests.add(DynamicTest.dynamicTest(head + " " + form, () -> assertHidden(text)));
        }
      }
    }
    return tests;
  }

  private static String file(String block) {
    return "vrrp_instance A {\n  interface eth0\n  virtual_router_id 7\n"
        + block
        + "  virtual_ipaddress {\n    10.1.0.9\n  }\n}\n";
  }

  private static void assertHidden(String text) {
    var facts = CannedHost.ofTheVerdicts().facts();
    var sources = new CannedSources().with("k.conf", text);
    var reading = ConfigReader.readForAdvice("k.conf", sources, facts, ReadOptions.DEFAULT);
    var said = new ArrayList<String>();
    for (Diagnostic diagnostic : reading.diagnostics()) {
      said.add(diagnostic.logLine());
      said.add(DiagnosticRenderer.render(diagnostic));
    }
    for (Diagnostic diagnostic : Linter.check(reading, facts)) {
      said.add(diagnostic.logLine());
      said.add(DiagnosticRenderer.render(diagnostic));
    }
    assertFalse(said.isEmpty() && text.contains(" x "), text);
    assertTrue(said.stream().noneMatch(line -> line.contains(SECRET)), text + said);
  }
}
