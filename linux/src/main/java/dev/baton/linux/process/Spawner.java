package dev.baton.linux.process;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.Signal;
import dev.baton.linux.libc.CLibrary;
import dev.baton.linux.libc.CString;
import dev.baton.linux.libc.Fcntl;
import dev.baton.linux.libc.Sys;
import dev.baton.linux.libc.SysProcess;
import dev.baton.linux.libc.SysProcess.PosixSpawnFileActions;
import dev.baton.linux.libc.SysProcess.PosixSpawnattr;
import dev.baton.linux.libc.SysProcess.Sigset;
import dev.baton.linux.libc.Syscall;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts processes (posix_spawn(3)): in a group of their own, with every signal at its default and
 * none blocked, with normal scheduling, and with no descriptor but those that are meant for them.
 *
 * <p>The call blocks until the child has called exec, which on a loaded machine takes its time.
 * What Linux keeps per thread is inherited from the calling thread: nice value, CPU affinity,
 * network namespace, credentials and capabilities. So one thread starts all processes, and nothing
 * else is done on it.
 */
public final class Spawner {

  // int posix_spawn(pid_t *pid, const char *path, const posix_spawn_file_actions_t *file_actions,
  //     const posix_spawnattr_t *attrp, char *const argv[], char *const envp[]);
  private static final CLibrary SPAWN = CLibrary.function("posix_spawn");
  // int posix_spawn_file_actions_init(posix_spawn_file_actions_t *file_actions); and _destroy
  private static final CLibrary ACTIONS_INIT = CLibrary.function("posix_spawn_file_actions_init");
  private static final CLibrary ACTIONS_DESTROY =
      CLibrary.function("posix_spawn_file_actions_destroy");
  // int posix_spawn_file_actions_addopen(posix_spawn_file_actions_t *, int fd, const char *path,
  //     int oflag, mode_t mode);
  private static final CLibrary ADD_OPEN = CLibrary.function("posix_spawn_file_actions_addopen");
  // int posix_spawn_file_actions_adddup2(posix_spawn_file_actions_t *, int fd, int newfd);
  private static final CLibrary ADD_DUP2 = CLibrary.function("posix_spawn_file_actions_adddup2");
  // int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *, int from);
  private static final CLibrary ADD_CLOSEFROM =
      CLibrary.function("posix_spawn_file_actions_addclosefrom_np");
  // int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *, const char *path);
  private static final CLibrary ADD_CHDIR =
      CLibrary.function("posix_spawn_file_actions_addchdir_np");
  // int posix_spawnattr_init(posix_spawnattr_t *attr); and _destroy
  private static final CLibrary ATTRIBUTES_INIT = CLibrary.function("posix_spawnattr_init");
  private static final CLibrary ATTRIBUTES_DESTROY = CLibrary.function("posix_spawnattr_destroy");
  // int posix_spawnattr_setflags(posix_spawnattr_t *attr, short flags);
  private static final CLibrary SET_FLAGS = CLibrary.function("posix_spawnattr_setflags");
  // int posix_spawnattr_setsigdefault(posix_spawnattr_t *attr, const sigset_t *sigdefault);
  private static final CLibrary SET_SIGDEFAULT = CLibrary.function("posix_spawnattr_setsigdefault");

  private static final int STANDARD_DESCRIPTORS = 3;

  private Spawner() {}

  /** Starts the process; the caller must wait for its end, and close it. */
  public static Child spawn(SpawnRequest request) throws OsException {
    var lifted = new ArrayList<Fd>();
    try (var arena = Arena.ofConfined()) {
      lift(request.descriptors(), lifted);
      MemorySegment actions = arena.allocate(PosixSpawnFileActions.SIZE, 8);
      MemorySegment attributes = arena.allocate(PosixSpawnattr.SIZE, 8);
      ACTIONS_INIT.call(actions.address());
      ATTRIBUTES_INIT.call(attributes.address());
      try {
        describe(request, lifted, arena, actions);
        set(attributes, request, arena);
        int pid = spawn(request, arena, actions, attributes);
        return Child.of(pid);
      } finally {
        ACTIONS_DESTROY.call(actions.address());
        ATTRIBUTES_DESTROY.call(attributes.address());
      }
    } finally {
      lifted.forEach(Fd::close);
    }
  }

  /**
   * Duplicates the descriptors above every number that they will get in the child: moving one to
   * its place must not close another that is still to be moved.
   */
  private static void lift(List<Fd> descriptors, List<Fd> lifted) throws OsException {
    int above = Math.max(descriptors.size(), STANDARD_DESCRIPTORS);
    for (Fd fd : descriptors) {
      if (fd.isOpen()) {
        // int fcntl(int fd, int cmd, ...);
        int result = Syscall.call(Sys.FCNTL, fd.number(), Fcntl.F_DUPFD_CLOEXEC, above);
        lifted.add(Fd.opened(result, "fcntl", fd.toString()));
      } else {
        lifted.add(SpawnRequest.DEV_NULL);
      }
    }
  }

  private static void describe(
      SpawnRequest request, List<Fd> lifted, Arena arena, MemorySegment actions) {
    MemorySegment devNull = CString.in(arena, "/dev/null");
    int count = Math.max(lifted.size(), STANDARD_DESCRIPTORS);
    for (int target = 0; target < count; target++) {
      if (target < lifted.size() && lifted.get(target).isOpen()) {
        ADD_DUP2.call(actions.address(), lifted.get(target).number(), target);
      } else {
        ADD_OPEN.call(actions.address(), target, devNull.address(), Fcntl.O_RDWR, 0);
      }
    }
    ADD_CLOSEFROM.call(actions.address(), count);
    request
        .directory()
        .ifPresent(path -> ADD_CHDIR.call(actions.address(), CString.in(arena, path).address()));
  }

  /** The attributes begin as zero: process group of its own, empty mask, normal scheduling. */
  private static void set(MemorySegment attributes, SpawnRequest request, Arena arena) {
    int group =
        request.newSession() ? SysProcess.POSIX_SPAWN_SETSID : SysProcess.POSIX_SPAWN_SETPGROUP;
    int mask = request.keepSignalMask() ? 0 : SysProcess.POSIX_SPAWN_SETSIGMASK;
    SET_FLAGS.call(
        attributes.address(),
        group | mask | SysProcess.POSIX_SPAWN_SETSIGDEF | SysProcess.POSIX_SPAWN_SETSCHEDULER);
    MemorySegment all = arena.allocate(Sigset.SIZE, 8);
    all.set(JAVA_LONG, 0, everySignal());
    SET_SIGDEFAULT.call(attributes.address(), all.address());
  }

  /** But the two that cannot be changed; glibc's own two too, which it would ignore otherwise. */
  private static long everySignal() {
    return ~Signal.set(Signal.SIGKILL, Signal.SIGSTOP);
  }

  private static int spawn(
      SpawnRequest request, Arena arena, MemorySegment actions, MemorySegment attributes)
      throws OsException {
    MemorySegment path = CString.in(arena, request.path());
    MemorySegment pid = arena.allocate(JAVA_INT);
    long arguments = strings(arena, request.arguments());
    long environment = strings(arena, request.environment());
    int errno =
        SPAWN.call(
            pid.address(),
            path.address(),
            actions.address(),
            attributes.address(),
            arguments,
            environment);
    OsException.check(-errno, "posix_spawn", request.path());
    return pid.get(JAVA_INT, 0);
  }

  /** An array of strings that ends with a null pointer. */
  private static long strings(Arena arena, List<String> texts) {
    MemorySegment array = arena.allocate(ADDRESS, texts.size() + 1L);
    for (int i = 0; i < texts.size(); i++) {
      array.setAtIndex(ADDRESS, i, CString.in(arena, texts.get(i)));
    }
    return array.address();
  }
}
