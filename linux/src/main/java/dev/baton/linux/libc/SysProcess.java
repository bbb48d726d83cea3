package dev.baton.linux.libc;

/** The headers about a process and its threads: what they may use, and how they end. */
@Header({
  "sys/prctl.h",
  "sys/resource.h",
  "sys/mman.h",
  "sys/wait.h",
  "sys/random.h",
  "sys/utsname.h",
  "signal.h",
  "sched.h",
  "spawn.h"
})
public final class SysProcess {

  public static final int PR_SET_PDEATHSIG = 1;
  public static final int PR_SET_NAME = 15;
  public static final int PR_GET_SECCOMP = 21;
  public static final int PR_SET_TIMERSLACK = 29;
  public static final int PR_SET_CHILD_SUBREAPER = 36;

  public static final int PRIO_PROCESS = 0;
  public static final int RLIMIT_CORE = 4;
  public static final int RLIMIT_NOFILE = 7;
  public static final int RLIMIT_MEMLOCK = 8;
  public static final int RLIMIT_NICE = 13;
  public static final int RLIMIT_RTPRIO = 14;
  public static final int RLIMIT_RTTIME = 15;

  public static final int MADV_DONTNEED = 4;
  public static final int MCL_CURRENT = 1;
  public static final int MCL_FUTURE = 2;
  public static final int MCL_ONFAULT = 4;
  public static final int MFD_CLOEXEC = 0x1;
  public static final int MFD_ALLOW_SEALING = 0x2;

  public static final int P_PID = 1;
  public static final int P_PIDFD = 3;
  public static final int WNOHANG = 0x1;
  public static final int WEXITED = 0x4;
  public static final int WNOWAIT = 0x1000000;
  public static final int CLD_EXITED = 1;

  public static final int SIG_UNBLOCK = 1;

  public static final int SCHED_OTHER = 0;
  public static final int SCHED_RR = 2;
  public static final int SCHED_RESET_ON_FORK = 0x40000000;
  public static final int CLONE_NEWNET = 0x40000000;

  public static final int POSIX_SPAWN_SETPGROUP = 0x02;
  public static final int POSIX_SPAWN_SETSIGDEF = 0x04;
  public static final int POSIX_SPAWN_SETSIGMASK = 0x08;
  public static final int POSIX_SPAWN_SETSCHEDULER = 0x20;
  public static final int POSIX_SPAWN_SETSID = 0x80;

  private SysProcess() {}

  /** What a child's end, or a signal, has to say. */
  @Struct("siginfo_t")
  public static final class Siginfo {
    public static final int SIZE = 128;
    public static final int SI_CODE = 8;
    public static final int SI_PID = 16;
    public static final int SI_STATUS = 24;

    private Siginfo() {}
  }

  /** A limit that may be raised up to another. */
  @Struct("struct rlimit")
  public static final class Rlimit {
    public static final int SIZE = 16;
    public static final int RLIM_CUR = 0;
    public static final int RLIM_MAX = 8;

    private Rlimit() {}
  }

  /** The names of kernel and host, each 65 bytes with its zero. */
  @Struct("struct utsname")
  public static final class Utsname {
    public static final int SIZE = 390;
    public static final int SYSNAME = 0;
    public static final int NODENAME = 65;
    public static final int RELEASE = 130;
    public static final int VERSION = 195;
    public static final int MACHINE = 260;

    private Utsname() {}
  }

  /** Opaque; only its size matters. */
  @Struct("posix_spawn_file_actions_t")
  public static final class PosixSpawnFileActions {
    public static final int SIZE = 80;

    private PosixSpawnFileActions() {}
  }

  /** Opaque; only its size matters. */
  @Struct("posix_spawnattr_t")
  public static final class PosixSpawnattr {
    public static final int SIZE = 336;

    private PosixSpawnattr() {}
  }

  /** The C library's set of signals, larger than the kernel's 64 bits. */
  @Struct("sigset_t")
  public static final class Sigset {
    public static final int SIZE = 128;

    private Sigset() {}
  }
}
