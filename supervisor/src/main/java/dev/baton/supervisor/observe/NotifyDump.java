package dev.baton.supervisor.observe;

import dev.baton.core.model.Command;
import dev.baton.core.model.NotifyConfig;

/** The scripts in a dump that are told of an instance's or a group's state. */
final class NotifyDump {

  private NotifyDump() {}

  static void print(DumpPage page, NotifyConfig notify) {
    notify.backup().ifPresent(command -> script(page, "Backup", command));
    notify.master().ifPresent(command -> script(page, "Master", command));
    notify.fault().ifPresent(command -> script(page, "Fault", command));
    notify.stop().ifPresent(command -> script(page, "Stop", command));
    notify.deleted().ifPresent(command -> script(page, "Deleted", command));
    notify.any().ifPresent(command -> script(page, "Generic", command));
    notify
        .masterRxLowerPriority()
        .ifPresent(command -> script(page, "Master rx lower pri", command));
  }

  private static void script(DumpPage page, String event, Command command) {
    page.item(3, event + " state transition script", DumpText.run(command));
  }
}
