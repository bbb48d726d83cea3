package dev.baton.supervisor.life;

import dev.baton.core.model.Configuration;
import dev.baton.core.model.GlobalConfig;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.model.NotifyConfig;
import dev.baton.core.model.SyncGroupConfig;
import dev.baton.core.node.Transition;
import dev.baton.host.RecordedSources;
import dev.baton.supervisor.control.ControlSocket;
import java.util.HashMap;
import java.util.Map;

/**
 * The configuration that the daemon runs with.
 *
 * @param mistakes the errors that it had when it was accepted
 * @param path its main file
 * @param sources what its files said
 * @param controlGroup the group that may ask at the control socket, or {@link
 *     ControlSocket#NO_GROUP}
 * @param notifications whom each of its instances and sync groups tells of its state
 */
record RunningConfiguration(
    Configuration configuration,
    Mistakes mistakes,
    String path,
    RecordedSources sources,
    int controlGroup,
    Map<Transition.Who, NotifyConfig> notifications) {

  static RunningConfiguration of(LoadedConfiguration loading) {
    return new RunningConfiguration(
        loading.configuration(),
        Mistakes.of(loading.diagnostics()),
        loading.path(),
        loading.sources(),
        loading.controlGroup().orElse(ControlSocket.NO_GROUP),
        notifications(loading.configuration()));
  }

  GlobalConfig global() {
    return configuration.global();
  }

  private static Map<Transition.Who, NotifyConfig> notifications(Configuration configuration) {
    Map<Transition.Who, NotifyConfig> notifications = new HashMap<>();
    for (InstanceConfig instance : configuration.instances()) {
      var who = new Transition.Who(Transition.Subject.INSTANCE, instance.name());
      notifications.put(who, instance.notification());
    }
    for (SyncGroupConfig group : configuration.syncGroups()) {
      var who = new Transition.Who(Transition.Subject.GROUP, group.name());
      notifications.put(who, group.notification());
    }
    return notifications;
  }
}
