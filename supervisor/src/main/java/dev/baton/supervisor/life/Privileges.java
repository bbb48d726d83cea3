package dev.baton.supervisor.life;

import dev.baton.core.log.LogLine;
import dev.baton.core.model.Command;
import dev.baton.core.model.Configuration;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.model.NotifyFifo;
import dev.baton.core.model.RouterConfig;
import dev.baton.linux.process.Capability;
import dev.baton.supervisor.observe.SupervisorLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The privileges that the daemon needs, and what happens without each of them. */
final class Privileges {

  /** Without addresses and raw sockets there is nothing that it could do. */
  private static final List<Capability> INDISPENSABLE =
      List.of(Capability.NET_ADMIN, Capability.NET_RAW);

  private static final List<Capability> TO_BECOME_ANOTHER_USER =
      List.of(Capability.SETUID, Capability.SETGID);

  private Privileges() {}

  /** Which of the capabilities that a daemon cannot do without are missing; empty for none. */
  static String missing(Rights rights) {
    return missing(INDISPENSABLE, rights);
  }

  private static String missing(List<Capability> needed, Rights rights) {
    var titles = new ArrayList<String>();
    for (Capability capability : needed) {
      if (!rights.has(capability)) {
        titles.add(capability.title());
      }
    }
    return String.join(" and ", titles);
  }

  /** What of a configuration these rights are too few for; a line for each. */
  static List<LogLine> lacking(Configuration configuration, Rights rights) {
    var lines = new ArrayList<LogLine>();
    String namespace = configuration.global().netNamespace();
    if (!namespace.isEmpty() && !rights.has(Capability.SYS_ADMIN)) {
      lines.add(lacking("CAP_SYS_ADMIN", "network namespace " + namespace + " is out of reach"));
    }
    tellOfScripts(otherUsers(configuration, rights), rights, lines);
    tellOfFooting(configuration.router(), rights, lines);
    return lines;
  }

  private static LogLine lacking(String capability, String consequence) {
    return SupervisorLog.lacking(capability, consequence);
  }

  private static void tellOfScripts(Set<Integer> uids, Rights rights, List<LogLine> lines) {
    if (uids.isEmpty()) {
      return;
    }
    String scripts =
        "scripts of uid " + uids.stream().map(String::valueOf).collect(Collectors.joining(", "));
    String toBecome = missing(TO_BECOME_ANOTHER_USER, rights);
    if (!toBecome.isEmpty()) {
      lines.add(lacking(toBecome, scripts + " cannot be run"));
    } else if (!rights.has(Capability.KILL)) {
      lines.add(lacking("CAP_KILL", scripts + " cannot be ended when they take too long"));
    }
  }

  private static void tellOfFooting(RouterConfig router, Rights rights, List<LogLine> lines) {
    boolean schedules = rights.has(Capability.SYS_NICE);
    if (!schedules && router.realtimePriority() > rights.realTimePriorityMax()) {
      lines.add(lacking("CAP_SYS_NICE", "vrrp_rt_priority has no effect"));
    } else if (!schedules && router.niceLevel() < Math.min(0, rights.niceMin())) {
      lines.add(lacking("CAP_SYS_NICE", "vrrp_priority has no effect"));
    }
    if (router.lockMemory() && !rights.has(Capability.IPC_LOCK) && !rights.locksMemory()) {
      lines.add(lacking("CAP_IPC_LOCK", "vrrp_no_swap has no effect"));
    }
  }

  /** As whom scripts run that do not run as the daemon. */
  private static Set<Integer> otherUsers(Configuration configuration, Rights rights) {
    var uids = new TreeSet<Integer>();
    for (Command command : commands(configuration)) {
      Command.Identity identity = command.identity();
      boolean itself =
          identity.uid() < 0
              || (identity.uid() == rights.uid()
                  && identity.gid() == rights.gid()
                  && identity.supplementaryGids().isEmpty());
      if (!itself && !(command.kind() instanceof Command.Connect)) {
        uids.add(identity.uid());
      }
    }
    return uids;
  }

  private static List<Command> commands(Configuration configuration) {
    var commands = new ArrayList<Command>();
    configuration.global().startupScript().ifPresent(commands::add);
    configuration.global().shutdownScript().ifPresent(commands::add);
    for (NotifyFifo fifo : configuration.global().fifos()) {
      fifo.script().ifPresent(commands::add);
    }
    configuration.scripts().forEach(script -> commands.add(script.command()));
    for (InstanceConfig instance : configuration.instances()) {
      commands.addAll(instance.notification().commands());
    }
    return commands;
  }
}
