package dev.baton.supervisor.script;

import dev.baton.core.model.Command.Identity;
import dev.baton.linux.Errno;
import dev.baton.linux.OsException;
import dev.baton.linux.host.Credentials;
import dev.baton.linux.host.FileStatus;
import dev.baton.linux.process.Capabilities;
import dev.baton.linux.process.Capability;
import dev.baton.linux.process.SpawnRequest;
import dev.baton.linux.process.ThisProcess;
import dev.baton.linux.process.UserChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What this daemon can do to run a script as its user. Without the right to change users it still
 * runs scripts as itself.
 *
 * @param uid whom the daemon runs as
 * @param held the capabilities of the daemon
 * @param change how a child changes its user; none if the system has no program for it
 */
record ScriptRights(int uid, int gid, Set<Capability> held, Optional<UserChange> change) {

  private static final int ROOT = 0;
  private static final int OWNER_EXECUTES = 0100;
  private static final int OTHERS_EXECUTE = 0011;

  /** This process's. */
  static ScriptRights own() {
    Set<Capability> held = Capabilities.effective();
    return new ScriptRights(ThisProcess.uid(), ThisProcess.gid(), held, UserChange.find(held));
  }

  /** Why nothing can be run as this user, and what to do about it; empty if it can. */
  String obstacle(Identity wanted) {
    if (isOwn(wanted)) {
      return "";
    }
    String asWhom = "run it as uid " + wanted.uid() + " and gid " + wanted.gid();
    if (uid != ROOT) {
      return "only root can " + asWhom + ", and baton is uid " + uid + ": start baton as root";
    }
    List<String> missing = missing(wanted);
    if (!missing.isEmpty()) {
      String them = String.join(" and ", missing);
      return "to " + asWhom + " baton lacks " + them + ": grant the service what is missing";
    }
    return change.isPresent()
        ? ""
        : "cannot " + asWhom + ": neither chroot nor setpriv was found, install util-linux";
  }

  private List<String> missing(Identity wanted) {
    var needed = new ArrayList<Capability>();
    if (wanted.uid() != uid) {
      needed.add(Capability.SETUID);
    }
    needed.add(Capability.SETGID);
    needed.removeAll(held);
    return needed.stream().map(Capability::title).toList();
  }

  /** As the daemon itself, which needs no change. */
  private boolean isOwn(Identity wanted) {
    boolean same = wanted.uid() == uid && wanted.gid() == gid;
    return wanted.uid() < 0 || (same && wanted.supplementaryGids().isEmpty());
  }

  /** The request as this user's, against whom there is no {@link #obstacle}. */
  SpawnRequest applied(SpawnRequest request, Identity wanted) {
    if (isOwn(wanted)) {
      return request;
    }
    List<Integer> groups = wanted.supplementaryGids();
    return change
        .orElseThrow()
        .applied(request, new Credentials(wanted.uid(), wanted.gid(), groups));
  }

  /**
   * What can be seen to keep this user from executing a file; empty for nothing. Who changes users
   * on the way to a program does not hear why the kernel refuses it. What only the user can tell, a
   * directory of a file server or an access list, is left to the attempt.
   */
  String fault(String program, Identity wanted) {
    if (isOwn(wanted)) {
      return "";
    }
    try {
      FileStatus file = FileStatus.of(program);
      int bits = wanted.uid() == file.uid() ? OWNER_EXECUTES : OTHERS_EXECUTE;
      if (wanted.uid() == ROOT) {
        bits = OWNER_EXECUTES | OTHERS_EXECUTE;
      }
      boolean executable = file.isRegular() && (file.permissions() & bits) != 0;
      return executable ? "" : "exec " + program + ": " + Errno.message(Errno.EACCES);
    } catch (OsException unseen) {
      return switch (unseen.errno()) {
        case Errno.ENOENT, Errno.ENOTDIR, Errno.ELOOP -> unseen.getMessage();
        default -> "";
      };
    }
  }
}
