package dev.baton.config.advice;

import dev.baton.config.advice.Subject.Placed;
import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Value;
import java.util.List;
import java.util.Set;

/** What the file allows to others: local users, and hosts on the network. */
final class SecurityLint implements Lint {

  /** Where everybody may make files, and so may be first to make one of a known name. */
  private static final List<String> SHARED = List.of("/tmp/", "/var/tmp/", "/dev/shm/");

  private static final Set<String> PATHS =
      Set.of("notify_fifo", "vrrp_notify_fifo", "lvs_notify_fifo", "file", "reload_file");

  private static final int OTHERS_WRITE = 022;

  @Override
  public void look(Subject subject, List<Diagnostic> found) {
    subject.eachSetting(setting -> shared(setting, found));
    umask(subject, found);
    links(subject, found);
    boolean checked = subject.global("vrrp_check_unicast_src").isPresent();
    for (Placed instance : checked ? List.<Placed>of() : subject.instances()) {
      peers(instance, found);
    }
  }

  private static void shared(Directive.Setting setting, List<Diagnostic> found) {
    String path = path(setting);
    for (String directory : SHARED) {
      if (path.startsWith(directory)) {
        found.add(
            Diagnostic.warning(
                    "shared-directory",
                    setting.argumentSpan(),
                    path + " is in a directory where every user may create files")
                .because("whoever creates it first decides what it contains")
                .withHelp("keep it where only root may write, such as /etc or /run"));
        return;
      }
    }
  }

  private static String path(Directive.Setting setting) {
    if (setting.value() instanceof Value.CommandText text && !text.words().isEmpty()) {
      return text.words().get(0);
    }
    boolean named = PATHS.contains(setting.keyword().name()) && setting.words().size() > 1;
    return named ? setting.words().get(1).text() : "";
  }

  private static void umask(Subject subject, List<Diagnostic> found) {
    var umask = subject.global("umask");
    int mask = subject.reading().configuration().global().umask();
    if (umask.isPresent() && (mask & OTHERS_WRITE) != OTHERS_WRITE) {
      found.add(
          Diagnostic.warning(
                  "loose-umask",
                  umask.get().argumentSpan(),
                  "others may write to the files that the daemon creates")
              .withHelp("write 022, or 0177, the default"));
    }
  }

  private static void links(Subject subject, List<Diagnostic> found) {
    var links = subject.global("use_symlink_paths");
    if (links.isPresent() && links.get().on()) {
      found.add(
          Diagnostic.note(
                  "symlink-paths",
                  links.get().span(),
                  "scripts may be reached through symbolic links")
              .because("a link that is changed later leads to another program"));
    }
  }

  private static void peers(Placed instance, List<Diagnostic> found) {
    boolean checked = instance.setting("check_unicast_src").isPresent();
    List<Directive.Section> blocks = instance.section().sections("unicast_peer");
    boolean near =
        blocks.stream()
            .flatMap(block -> block.lines().stream())
            .allMatch(
                line -> line.words().stream().anyMatch(word -> word.text().equals("min_ttl")));
    if (!blocks.isEmpty() && !checked && !near) {
      found.add(
          Diagnostic.note(
                  "unchecked-peers", blocks.getFirst().span(), "adverts are accepted from any host")
              .because("whoever can send packets to this host can become master")
              .withHelp(
                  "write `check_unicast_src`, or `min_ttl 255` after peers on the same link"));
    }
  }
}
