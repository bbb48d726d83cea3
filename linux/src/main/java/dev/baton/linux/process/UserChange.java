package dev.baton.linux.process;

import dev.baton.linux.host.Credentials;
import dev.baton.linux.host.HostFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a child becomes another user's: it is started as a program of the system that gives root's
 * rights up, the saved ids included, and then becomes the program that is meant.
 *
 * <p>No thread of this process has that user's ids at any time, nor has a child of it while it
 * still shares this process's memory. Who has them may be killed and stopped by every process of
 * that user (kill(2)): a thread takes all of this process along, and such a child the thread that
 * waits for it.
 */
public final class UserChange {

  /**
   * Of coreutils. With the root directory as the new one it changes nothing but the user, and by
   * the plus signs it takes numbers as they are. The kernel wants CAP_SYS_CHROOT for it.
   */
  private static final List<String> CHROOT = List.of("/usr/sbin/chroot", "/usr/bin/chroot");

  /**
   * Of util-linux, for where the other is not allowed. It first looks for users and groups that
   * have the numbers as their names, and so waits for whatever server nsswitch.conf(5) names.
   */
  private static final List<String> SETPRIV = List.of("/usr/bin/setpriv", "/bin/setpriv");

  /**
   * setpriv(1) has root's capabilities until its exec, and so may execute what the user may not.
   * The shell that it becomes has none.
   */
  private static final List<String> WITHOUT_CAPABILITIES =
      List.of("/bin/sh", "-c", "exec \"$0\" \"$@\"");

  private final String program;
  private final boolean isChroot;

  private UserChange(String program, boolean isChroot) {
    this.program = program;
    this.isChroot = isChroot;
  }

  /** The best way there is for a process of root's with these capabilities. */
  public static Optional<UserChange> find(Set<Capability> held) {
    // Filters of services often refuse chroot(2), and some of them by a deadly signal.
    boolean mayChroot = held.contains(Capability.SYS_CHROOT) && !ThisProcess.isFiltered();
    return mayChroot ? chroot().or(UserChange::setpriv) : setpriv();
  }

  static Optional<UserChange> chroot() {
    return executable(CHROOT).map(path -> new UserChange(path, true));
  }

  static Optional<UserChange> setpriv() {
    return executable(SETPRIV).map(path -> new UserChange(path, false));
  }

  /** Not by the PATH, which is somebody else's. */
  private static Optional<String> executable(List<String> paths) {
    return paths.stream()
        .filter(path -> HostFile.access(path, HostFile.MAY_EXECUTE) == 0)
        .findFirst();
  }

  /** The same process as this user's, to be started by root. Its name is its path. */
  public SpawnRequest applied(SpawnRequest request, Credentials user) {
    var words = new ArrayList<String>();
    words.add(program);
    words.addAll(isChroot ? chrootWords(user) : setprivWords(user));
    words.add(request.path());
    words.addAll(request.arguments().subList(1, request.arguments().size()));
    return new SpawnRequest(
        program,
        words,
        request.environment(),
        request.directory(),
        request.descriptors(),
        request.newSession(),
        request.keepSignalMask());
  }

  private static List<String> chrootWords(Credentials user) {
    return List.of(
        "--userspec=+" + user.uid() + ":+" + user.gid(),
        "--groups=" + joined(user.groups(), "+"),
        "--skip-chdir",
        "--",
        "/");
  }

  private static List<String> setprivWords(Credentials user) {
    String groups = joined(user.groups(), "");
    var words = new ArrayList<String>();
    words.add("--reuid=" + user.uid());
    words.add("--regid=" + user.gid());
    words.add(groups.isEmpty() ? "--clear-groups" : "--groups=" + groups);
    words.add("--inh-caps=-all");
    words.add("--");
    words.addAll(WITHOUT_CAPABILITIES);
    return words;
  }

  private static String joined(List<Integer> groups, String before) {
    return groups.stream().map(gid -> before + gid).collect(Collectors.joining(","));
  }
}
