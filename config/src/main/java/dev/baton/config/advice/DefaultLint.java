package dev.baton.config.advice;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.tree.Directive;
import java.util.List;
import java.util.Set;

/** Values that everybody has from the same sample: two groups on one LAN then meet. */
final class DefaultLint implements Lint {

  private static final int SAMPLE_VRID = 51;
  private static final Set<String> SAMPLE_PASSWORDS =
      Set.of("1111", "1234", "12345", "123456", "12345678", "password", "passw0rd", "secret");

  @Override
  public void look(Subject subject, List<Diagnostic> found) {
    boolean strict = subject.global("vrrp_strict").map(Directive.Setting::on).orElse(false);
    long version = subject.global("vrrp_version").map(Directive.Setting::number).orElse(2L);
    boolean told = false;
    for (Directive.Section instance : subject.sections("vrrp_instance")) {
      var vrid = instance.last("virtual_router_id");
      if (vrid.isPresent() && vrid.get().number() == SAMPLE_VRID) {
        found.add(
            Diagnostic.note(
                    "sample-vrid",
                    vrid.get().argumentSpan(),
                    "virtual_router_id 51 is the one that every sample uses")
                .because("two groups with the same number on one LAN disturb each other")
                .withHelp("choose a number that is free on this LAN, the same on all nodes"));
      }
      if (!isUnauthenticated(instance, strict, version)) {
        for (Directive.Section block : instance.sections("authentication")) {
          told = told || password(block, found);
        }
      }
    }
  }

  /** Version 3 and strict mode have no passwords; that is reported where they drop one. */
  private static boolean isUnauthenticated(
      Directive.Section instance, boolean strict, long version) {
    return instance.on("strict_mode", strict) || instance.number("version", version) == 3;
  }

  private static boolean password(Directive.Section block, List<Diagnostic> found) {
    var password = block.last("auth_pass");
    boolean sample = password.isPresent() && SAMPLE_PASSWORDS.contains(password.get().text());
    if (sample) {
      found.add(
          Diagnostic.note(
                  "sample-password",
                  password.get().argumentSpan(),
                  "auth_pass is one that every sample uses")
              .because("everybody knows it: it keeps nobody out, and does not tell groups apart")
              .withHelp("choose another, the same on all nodes"));
    }
    return sample;
  }
}
