package dev.baton.linux.libc;

/**
 * The numbers of the system calls that Baton makes, by architecture: {@code Sys.READ} is C's {@code
 * SYS_read} of {@code <sys/syscall.h>}.
 *
 * <p>x86-64 has a table of its own; aarch64 has the generic one of {@code <asm-generic/unistd.h>},
 * without calls for which there is a younger form ({@code open}, {@code epoll_wait}).
 */
public final class Sys {

  public static final int ACCEPT4 = of(288, 242);
  public static final int BIND = of(49, 200);
  public static final int CAPGET = of(125, 90);
  public static final int CAPSET = of(126, 91);
  public static final int CLOCK_GETTIME = of(228, 113);
  public static final int CLOSE = of(3, 57);
  public static final int CONNECT = of(42, 203);
  public static final int EPOLL_CREATE1 = of(291, 20);
  public static final int EPOLL_CTL = of(233, 21);
  public static final int EPOLL_PWAIT = of(281, 22);
  public static final int EPOLL_PWAIT2 = of(441, 441);
  public static final int EVENTFD2 = of(290, 19);
  public static final int FACCESSAT2 = of(439, 439);
  public static final int FCHMOD = of(91, 52);
  public static final int FCHMODAT = of(268, 53);
  public static final int FCHOWN = of(93, 55);
  public static final int FCHOWNAT = of(260, 54);
  public static final int FCNTL = of(72, 25);
  public static final int FSYNC = of(74, 82);
  public static final int FTRUNCATE = of(77, 46);
  public static final int GETEGID = of(108, 177);
  public static final int GETEUID = of(107, 175);
  public static final int GETPID = of(39, 172);
  public static final int GETPPID = of(110, 173);
  public static final int GETPRIORITY = of(140, 141);
  public static final int GETRANDOM = of(318, 278);
  public static final int GETSOCKNAME = of(51, 204);
  public static final int GETSOCKOPT = of(55, 209);
  public static final int GETTID = of(186, 178);
  public static final int INOTIFY_ADD_WATCH = of(254, 27);
  public static final int INOTIFY_INIT1 = of(294, 26);
  public static final int INOTIFY_RM_WATCH = of(255, 28);
  public static final int KILL = of(62, 129);
  public static final int LISTEN = of(50, 201);
  public static final int MADVISE = of(28, 233);
  public static final int MEMFD_CREATE = of(319, 279);
  public static final int MKNODAT = of(259, 33);
  public static final int MLOCKALL = of(151, 230);
  public static final int MUNLOCKALL = of(152, 231);
  public static final int OPENAT = of(257, 56);
  public static final int PIDFD_OPEN = of(434, 434);
  public static final int PIDFD_SEND_SIGNAL = of(424, 424);
  public static final int PPOLL = of(271, 73);
  public static final int PRCTL = of(157, 167);
  public static final int PREAD64 = of(17, 67);
  public static final int PRLIMIT64 = of(302, 261);
  public static final int READ = of(0, 63);
  public static final int READLINKAT = of(267, 78);
  public static final int RECVFROM = of(45, 207);
  public static final int RECVMMSG = of(299, 243);
  public static final int RECVMSG = of(47, 212);
  public static final int RENAMEAT2 = of(316, 276);
  public static final int RT_SIGPROCMASK = of(14, 135);
  public static final int SCHED_GETAFFINITY = of(204, 123);
  public static final int SCHED_SETAFFINITY = of(203, 122);
  public static final int SCHED_SETSCHEDULER = of(144, 119);
  public static final int SENDMMSG = of(307, 269);
  public static final int SENDMSG = of(46, 211);
  public static final int SENDTO = of(44, 206);
  public static final int SETNS = of(308, 268);
  public static final int SETPGID = of(109, 154);
  public static final int SETPRIORITY = of(141, 140);
  public static final int SETSID = of(112, 157);
  public static final int SETSOCKOPT = of(54, 208);
  public static final int SIGNALFD4 = of(289, 74);
  public static final int SOCKET = of(41, 198);
  public static final int SOCKETPAIR = of(53, 199);
  public static final int STATX = of(332, 291);
  public static final int UMASK = of(95, 166);
  public static final int UNAME = of(63, 160);
  public static final int UNLINKAT = of(263, 35);
  public static final int WAITID = of(247, 95);
  public static final int WRITE = of(1, 64);

  private Sys() {}

  private static int of(int x86, int aarch64) {
    return Architecture.IS_X86 ? x86 : aarch64;
  }
}
