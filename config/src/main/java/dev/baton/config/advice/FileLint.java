package dev.baton.config.advice;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.SourceFile;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.facts.RootOnly;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Files of the configuration that another user can change, where the daemon is root's. A file that
 * was not given by its full path is a draft, and nobody's business.
 */
final class FileLint implements Lint {

  @Override
  public void look(Subject subject, List<Diagnostic> found) {
    if (subject.facts().effectiveUid() != 0) {
      return;
    }
    Set<String> told = new HashSet<>();
    for (SourceFile file : subject.reading().files()) {
      if (!file.path().startsWith("/")) {
        continue;
      }
      Optional<RootOnly.Fault> fault = RootOnly.fault(subject.facts().path(file.path()));
      if (fault.isPresent() && told.add(fault.get().what())) {
        found.add(
            Diagnostic.warning(
                    "unsafe-file",
                    SourceSpan.of(file),
                    "another user can change the configuration of a daemon that runs as root")
                .because(fault.get().toString())
                .withHelp(
                    "make root the owner of the file and all directories above it, and the only"
                        + " writer"));
      }
    }
  }
}
