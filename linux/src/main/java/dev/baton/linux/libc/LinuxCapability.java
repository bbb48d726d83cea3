package dev.baton.linux.libc;

/** {@code <linux/capability.h>}: the parts into which root's power is divided (capabilities(7)). */
@Header({"linux/capability.h", "sys/prctl.h"})
public final class LinuxCapability {

  public static final int CAP_DAC_READ_SEARCH = 2;
  public static final int CAP_KILL = 5;
  public static final int CAP_SETGID = 6;
  public static final int CAP_SETUID = 7;
  public static final int CAP_SETPCAP = 8;
  public static final int CAP_NET_ADMIN = 12;
  public static final int CAP_NET_RAW = 13;
  public static final int CAP_IPC_LOCK = 14;
  public static final int CAP_SYS_CHROOT = 18;
  public static final int CAP_SYS_ADMIN = 21;
  public static final int CAP_SYS_NICE = 23;
  public static final int CAP_SYS_RESOURCE = 24;

  public static final int _LINUX_CAPABILITY_VERSION_3 = 0x20080522;

  private LinuxCapability() {}

  /** Which thread a call is about, 0 for the calling one; and the version of the data. */
  @Struct("struct __user_cap_header_struct")
  public static final class UserCapHeader {
    public static final int SIZE = 8;
    public static final int VERSION = 0;
    public static final int PID = 4;

    private UserCapHeader() {}
  }

  /** Half of three sets: version 3 has one for the bits below 32, and another for those above. */
  @Struct("struct __user_cap_data_struct")
  public static final class UserCapData {
    public static final int SIZE = 12;
    public static final int EFFECTIVE = 0;
    public static final int PERMITTED = 4;
    public static final int INHERITABLE = 8;

    private UserCapData() {}
  }
}
