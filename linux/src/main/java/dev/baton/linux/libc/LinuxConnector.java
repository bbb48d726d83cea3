package dev.baton.linux.libc;

/** {@code <linux/connector.h>} and {@code <linux/cn_proc.h>}: what happens to processes. */
@Header({"sys/types.h", "linux/types.h", "linux/connector.h", "linux/cn_proc.h"})
public final class LinuxConnector {

  public static final int CN_IDX_PROC = 1;
  public static final int CN_VAL_PROC = 1;

  public static final int PROC_CN_MCAST_LISTEN = 1;
  public static final int PROC_CN_MCAST_IGNORE = 2;

  public static final int PROC_EVENT_NONE = 0;
  public static final int PROC_EVENT_FORK = 0x1;
  public static final int PROC_EVENT_EXEC = 0x2;
  public static final int PROC_EVENT_COMM = 0x200;
  public static final int PROC_EVENT_EXIT = 0x80000000;

  private LinuxConnector() {}

  /** The head of what connectors say; the data follow. */
  @Struct("struct cn_msg")
  public static final class CnMsg {
    public static final int SIZE = 20;
    public static final int ID = 0;
    public static final int SEQ = 8;
    public static final int ACK = 12;
    public static final int LEN = 16;
    public static final int FLAGS = 18;

    private CnMsg() {}
  }

  /** An event: what it is, and data that depend on it. */
  @Struct("struct proc_event")
  public static final class ProcEvent {
    public static final int SIZE = 40;
    public static final int WHAT = 0;
    public static final int EVENT_DATA = 16;

    private ProcEvent() {}
  }

  /** The data of a fork: threads by their own number, and the processes that they belong to. */
  @Struct("struct fork_proc_event")
  public static final class ForkProcEvent {
    public static final int PARENT_PID = 0;
    public static final int PARENT_TGID = 4;
    public static final int CHILD_PID = 8;
    public static final int CHILD_TGID = 12;

    private ForkProcEvent() {}
  }

  /** The data of the others begin alike. */
  @Struct("struct exec_proc_event")
  public static final class ExecProcEvent {
    public static final int PROCESS_PID = 0;
    public static final int PROCESS_TGID = 4;

    private ExecProcEvent() {}
  }
}
