package dev.baton.linux.libc;

/** {@code <poll.h>}: waiting for one descriptor. */
@Header("poll.h")
public final class Poll {

  public static final int POLLIN = 0x1;

  private Poll() {}

  /** A descriptor, and what is waited for; what has come follows behind it. */
  @Struct("struct pollfd")
  public static final class Pollfd {
    public static final int SIZE = 8;
    public static final int FD = 0;
    public static final int EVENTS = 4;

    private Pollfd() {}
  }
}
