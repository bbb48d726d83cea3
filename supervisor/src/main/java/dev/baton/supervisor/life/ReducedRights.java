package dev.baton.supervisor.life;

import dev.baton.linux.OsException;
import dev.baton.linux.host.FileStatus;
import dev.baton.linux.host.HostFile;
import dev.baton.linux.process.Capabilities;
import dev.baton.linux.process.Capability;
import dev.baton.linux.process.ThisProcess;
import java.util.List;

/**
 * Gives a router only those of root's capabilities that it needs, from the moment it starts
 * (setpriv(1)): a virtual machine has threads that could not give up the others later. The launcher
 * does the same for the first router.
 */
final class ReducedRights {

  private static final String SETPRIV = "/usr/bin/setpriv";

  private static final String NEEDED =
      "--bounding-set=-all,+net_admin,+net_raw,+ipc_lock,+sys_nice,+sys_resource";

  /** For an image below a folder that is not root's, who is like any other user there then. */
  private static final String READING = ",+dac_read_search";

  private ReducedRights() {}

  /**
   * The command that a program of the image in this folder follows; without words for who cannot
   * take rights away, and has what he was given.
   */
  static List<String> command(String folder) {
    boolean able =
        ThisProcess.uid() == 0
            && Capabilities.effective().contains(Capability.SETPCAP)
            && HostFile.access(SETPRIV, HostFile.MAY_EXECUTE) == 0;
    if (!able) {
      return List.of();
    }
    String rights = NEEDED + (isOwn(folder) ? "" : READING);
    return List.of(SETPRIV, rights, "--inh-caps=-all", "--no-new-privs", "--");
  }

  /** Whether this user owns the folder and all above it. */
  private static boolean isOwn(String folder) {
    try {
      for (int end = folder.length(); end >= 0; end = folder.lastIndexOf('/', end - 1)) {
        String path = folder.substring(0, Math.max(end, 1));
        if (FileStatus.of(path).uid() != ThisProcess.uid()) {
          return false;
        }
      }
      return true;
    } catch (OsException unreadable) {
      return false;
    }
  }
}
