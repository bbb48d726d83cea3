package dev.baton.config.read.server;

import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.tree.Directive;
import dev.baton.core.model.VirtualServer.Scheduling;

/** Reads how a virtual server chooses among its real servers. */
final class SchedulingReader {

  private static final String DEFAULT = "wlc";

  private final Directive.Section section;
  private final String title;
  private final Diagnostics diagnostics;

  SchedulingReader(Directive.Section section, String title, Diagnostics diagnostics) {
    this.section = section;
    this.title = title;
    this.diagnostics = diagnostics;
  }

  /**
   * The scheduling.
   *
   * @param byMark some of its services have no address
   */
  Scheduling read(boolean byMark) {
    int flags = 0;
    boolean hashing = false;
    for (Directive node : section.body()) {
      if (!(node instanceof Directive.Setting setting)) {
        continue;
      }
      String word = setting.keyword().name();
      switch (word) {
        case "lvs_sched" -> hashing = isHashing(setting.text());
        case "flag-1" -> flags |= Scheduling.FLAG_1;
        case "flag-2" -> flags |= Scheduling.FLAG_2;
        case "flag-3" -> flags |= Scheduling.FLAG_3;
        case "hashed", "sh-port", "sh-fallback", "mh-port", "mh-fallback" -> {
          if (hashing && !word.equals("hashed")) {
            flags |= word.endsWith("port") ? Scheduling.FLAG_2 : Scheduling.FLAG_1;
          } else {
            diagnostics.error(
                "scheduler-flag",
                setting.span(),
                word + " only applies to sh scheduler - ignoring",
                word.equals("hashed")
                    ? "delete the line"
                    : "write `lvs_sched "
                        + word.substring(0, 2)
                        + "` before it, or delete the line");
          }
        }
        default -> {}
      }
    }
    tellOfSuspension(byMark);
    String scheduler = section.text("lvs_sched", DEFAULT);
    return new Scheduling(scheduler, onePacket(), flags);
  }

  private static boolean isHashing(String scheduler) {
    return scheduler.equals("sh") || scheduler.equals("mh");
  }

  private boolean onePacket() {
    var setting = section.last("ops");
    boolean udp = section.text("protocol", "UDP").equals("UDP");
    if (setting.isPresent() && !udp) {
      diagnostics.error(
          "ops",
          setting.get().span(),
          "Virtual server " + title + ": one packet scheduling requires UDP - resetting",
          "write `protocol UDP`, or delete `ops`");
    }
    return setting.isPresent() && udp;
  }

  private void tellOfSuspension(boolean byMark) {
    var setting = section.last("ha_suspend");
    if (setting.isPresent() && byMark) {
      diagnostics.error(
          "ha-suspend",
          setting.get().span(),
          "Virtual server " + title + ": cannot use ha_suspend without an address",
          "delete `ha_suspend`: a firewall mark belongs to no interface that could be watched");
    }
  }
}
