package dev.baton.linux.libc;

/** {@code <pwd.h>} and {@code <grp.h>}: users and groups. */
@Header({"pwd.h", "grp.h"})
public final class Pwd {

  private Pwd() {}

  /** A user. */
  @Struct("struct passwd")
  public static final class Passwd {
    public static final int SIZE = 48;
    public static final int PW_UID = 16;
    public static final int PW_GID = 20;

    private Passwd() {}
  }

  /** A group. */
  @Struct("struct group")
  public static final class Group {
    public static final int SIZE = 32;
    public static final int GR_GID = 16;

    private Group() {}
  }
}
