package dev.baton.core.config;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.config.diagnose.Diagnostic;
import dev.baton.core.config.diagnose.DiagnosticRenderer;
import dev.baton.core.config.diagnose.Fix;
import dev.baton.core.config.diagnose.Mending;
import dev.baton.core.config.diagnose.Palette;
import dev.baton.core.config.diagnose.SourceFile;
import dev.baton.core.config.group.GroupCheck;
import dev.baton.core.config.host.Sources;
import dev.baton.core.config.lint.Linter;
import dev.baton.core.config.text.ReadOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every word before a secret, rightly written or not, in every mistake that can quote its line: the
 * secret comes out nowhere.
 */
final class SecretMatrixTest {

  /** A usual one, a short one, and one letter; none of them occurs in any text of ours. */
  private static final List<String> SECRETS = List.of("S3cretPw", "Zq9", "%");

  /** What may stand in a block of authentication, or anywhere. */
  private static final List<String> HEADS =
      List.of(
          "auth_pass ",
          "auth_pas ",
          "auth_apss ",
          "AUTH_PASS ",
          "auth-pass ",
          "authpass ",
          "auth_password ",
          "password ",
          "passwd ",
          "pwd ",
          "secret ",
          "auth_pass",
          "auth_pas",
          "key 1 ",
          "key 1 hex:",
          "kye 1 ");

  /** What is a secret only because of the block. */
  private static final List<String> HEADS_WITHIN =
      List.of("foo ", "x ", "auth_type ", "auth_type PASS ", "active_key ", "mode ", "geheim: ");

  private static final String INSTANCE =
      "vrrp_instance V {\n interface eth0\n virtual_router_id 1\n virtual_ipaddress {\n"
          + "  192.0.2.1\n }\n";

  /** Mistakes within a block of authentication; HEAD is the word before the secret, VALUE the secret. */
  private static final Map<String, String> WITHIN = new TreeMap<>();

  /** Mistakes anywhere. */
  private static final Map<String, String> ANYWHERE = new TreeMap<>();

  static {
    WITHIN.put("right", block("HEADVALUE\n"));
    WITHIN.put("two words", block("HEADVALUE VALUE\n"));
    WITHIN.put("twice", block("HEADVALUE\nHEADVALUE\n"));
    WITHIN.put("in quotes", block("HEAD\"VALUE\"\n"));
    WITHIN.put("quote not closed", block("HEAD\"VALUE\n"));
    WITHIN.put("quote within", block("HEADVALUE\"VALUE\n"));
    WITHIN.put("too long", block("HEAD" + "VALUE".repeat(1_200) + "\n"));
    WITHIN.put("a little too long", block("HEAD" + "VALUE".repeat(130) + "VALUE ".repeat(400) + "\n"));
    WITHIN.put("comment", block("HEADVALUE#VALUE\nHEADVALUE # VALUE\nHEADVALUE!VALUE\n"));
    WITHIN.put("brace behind", block("HEADVALUE {\nHEADVALUE }\n"));
    WITHIN.put("braces around", block("HEAD{VALUE}\nHEAD{ VALUE }\n"));
    WITHIN.put("on the next line", block("HEAD\nVALUE\n"));
    WITHIN.put("a variable", "$V=VALUE\n" + block("HEAD$V\n"));
    WITHIN.put("a variable in braces", "$V=VALUE\n" + block("HEAD${V}\nHEAD${V}x\n"));
    WITHIN.put("an unknown variable", block("HEAD${_V}VALUE\nHEAD${V}VALUE\nHEAD$V VALUE\n"));
    WITHIN.put("a default of a variable", block("HEAD${V:-VALUE}\n"));
    WITHIN.put("a variable of lines", "$V=\\\n HEADVALUE\\\n auth_type NONE\n" + block("$V\n"));
    WITHIN.put("a sequence", block("~SEQ(I, 1, 3) HEADVALUE\n~SEQ(I, 3) HEAD\"VALUE\n"));
    WITHIN.put("a wrong sequence", block("~SEQ(I, 1, -1, 3) HEADVALUE\n"));
    WITHIN.put("a list", block("~LST(P, VALUE, VALUE) HEAD$P\n"));
    WITHIN.put("a condition", block("@^nobody HEADVALUE\n@nobody HEADVALUE\n"));
    WITHIN.put("an include", block("include secret.inc\n"));
    WITHIN.put("an include of its name", block("HEADVALUE\ninclude VALUE\n"));
    WITHIN.put("no brace", INSTANCE + "authentication\nHEADVALUE\n}\n}\n");
    WITHIN.put("a hidden brace", INSTANCE + "authentication # {\nHEADVALUE\n}\n}\n");
    WITHIN.put("not closed", INSTANCE + "authentication {\nHEADVALUE\n");
    WITHIN.put("closed twice", block("HEADVALUE\n}\n"));
    WITHIN.put("a misspelt block", INSTANCE + "autentication {\nHEADVALUE\n}\n}\n");
    WITHIN.put("a block elsewhere", "authentication {\nHEADVALUE\n}\nglobal_defs {\nauthentication {\nHEADVALUE\n}\n}\n");
    WITHIN.put("the other block", INSTANCE + "auth_hmac {\nHEADVALUE\nactive_key 1\n}\n}\n");
    WITHIN.put("one line", "vrrp_instance V { interface eth0 authentication { HEADVALUE } }\n");
    WITHIN.put("one line with a mistake", "vrrp_instance V { x y authentication { HEADVALUE\n");
    WITHIN.put("beside mistakes", block("state MASTR\nHEADVALUE\nweigth 1\n}\nauth_typ PASVALUE\n"));
    WITHIN.put("cut off", block("HEADVALUE\nHEAD\"VALUE\n") + "~SEQ(I, 60000) ~SEQ(J, 60000) a b c d e f\n");
    WITHIN.put("twice the instance", block("HEADVALUE\n") + block("HEADVALUE\n"));

    for (var situation : WITHIN.entrySet()) {
      ANYWHERE.put("within: " + situation.getKey(), situation.getValue());
    }
    ANYWHERE.put("outside", "HEADVALUE\nHEAD\"VALUE\n");
    ANYWHERE.put("in global_defs", "global_defs {\nHEADVALUE\nrouter_idd x\n}\n");
    ANYWHERE.put("in the instance", INSTANCE + "HEADVALUE\nHEADVALUE {\n}\n}\n");
    ANYWHERE.put("behind another word", INSTANCE + "state BACKUP HEADVALUE\nunknown HEADVALUE\n}\n");
    ANYWHERE.put("among addresses", INSTANCE + "virtual_ipaddress {\n192.0.2.2 HEADVALUE\nHEADVALUE\n}\n}\n");
    ANYWHERE.put("in SSL", "SSL {\nHEADVALUE\n}\n");
    ANYWHERE.put("in an unknown block", "nonsense {\nHEADVALUE\nHEAD\"VALUE\n}\n");
    ANYWHERE.put("as a script", "vrrp_script s {\nscript \"/bin/x HEADVALUE\"\n}\n" + INSTANCE + "track_script {\ns\n}\n}\n");
    ANYWHERE.put("in a comment", "nonsense # HEADVALUE\n" + INSTANCE + "weigth 1 # HEADVALUE\n}\n");
  }

  private static String block(String lines) {
    return INSTANCE + " authentication {\n  auth_type PASS\n" + lines + " }\n}\n";
  }

  @TestFactory
  Stream<DynamicTest> noSecretComesOut() {
    var tests = new ArrayList<DynamicTest>();
    for (String secret : SECRETS) {
      for (String head : HEADS) {
        ANYWHERE.forEach((name, text) -> tests.add(test(name, text, head, secret)));
      }
      for (String head : HEADS_WITHIN) {
        WITHIN.forEach((name, text) -> tests.add(test(name, text, head, secret)));
      }
    }
    return tests.stream();
  }

  private static DynamicTest test(String name, String template, String head, String secret) {
    return DynamicTest.dynamicTest(
        "`" + head + "` with " + secret + ": " + name,
        () -> {
          String text = filled(template, head, secret);
          String shown = allThatIsShown(text, filled("HEADVALUE\nHEAD\"VALUE\n", head, secret));
          assertFalse(shown.contains(secret), () -> text + "\n" + shown);
        });
  }

  private static String filled(String template, String head, String secret) {
    return template.replace("HEAD", head).replace("VALUE", secret);
  }

  private static String allThatIsShown(String text, String included) {
    var facts = CannedHost.ofTheVerdicts().facts();
    Sources sources = new CannedSources().with("k.conf", text).with("secret.inc", included);
    var plain = ConfigReader.read("k.conf", sources, facts, ReadOptions.DEFAULT);
    var meant = ConfigReader.readForAdvice("k.conf", sources, facts, ReadOptions.DEFAULT);
    var other = new CannedSources().with("o.conf", block("auth_pass another\n"));
    var peer = ConfigReader.readForAdvice("o.conf", other, facts, ReadOptions.DEFAULT);
    var all = new ArrayList<>(plain.diagnostics());
    all.addAll(meant.diagnostics());
    all.addAll(Linter.check(meant, facts));
    all.addAll(GroupCheck.compare(List.of(meant, peer)));
    all.addAll(GroupCheck.compare(List.of(peer, meant)));
    var shown = new StringBuilder();
    var fixes = new ArrayList<Fix>();
    for (Diagnostic diagnostic : all) {
      shown.append(diagnostic.logLine()).append('\n');
      shown.append(DiagnosticRenderer.render(diagnostic));
      shown.append(diagnostic.shown(diagnostic.cause())).append(diagnostic.shown(diagnostic.mend()));
      diagnostic.labels().forEach(label -> shown.append(diagnostic.shown(label.text())));
      diagnostic.fix().ifPresent(fixes::add);
    }
    for (Fix fix : fixes) {
      for (Fix.Edit edit : fix.edits()) {
        shown.append(edit.span().file().secrets().text(edit.before())).append('\n');
        shown.append(edit.span().file().secrets().text(edit.after())).append('\n');
      }
    }
    for (SourceFile file : meant.files()) {
      String whole = file.path().equals("k.conf") ? text : included;
      shown.append(Mending.of(file, whole, fixes).diff(Palette.PLAIN));
    }
    plain.normalised().lines().forEach(line -> shown.append(plain.secrets().text(line)).append('\n'));
    meant.normalised().lines().forEach(line -> shown.append(meant.secrets().text(line)).append('\n'));
    plain.configuration().noEffectYet().forEach(line -> shown.append(line).append('\n'));
    return shown.toString();
  }

  /** The words around a secret are still told, or no complaint would help. */
  @TestFactory
  Stream<DynamicTest> theRestIsTold() {
    return Stream.of(
            Map.entry(block("passwd VALUE\n"), "Unknown keyword 'passwd'"),
            Map.entry(block("auth_pas VALUE\n"), "did you mean `auth_pass`?"),
            Map.entry(block("auth_type PAS\n"), "unknown authentication type 'PAS'"),
            Map.entry(block("auth_pass VALUE\n") + "weigth 1\n", "Unknown keyword 'weigth'"))
        .map(
            known ->
                DynamicTest.dynamicTest(
                    known.getValue(),
                    () -> {
                      String shown = allThatIsShown(filled(known.getKey(), "", "S3cretPw"), "");
                      assertTrue(shown.contains(known.getValue()), shown);
                    }));
  }
}
