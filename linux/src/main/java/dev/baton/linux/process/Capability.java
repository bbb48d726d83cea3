package dev.baton.linux.process;

import dev.baton.linux.libc.LinuxCapability;

/** A part of root's power that Baton has a use for (capabilities(7)). */
public enum Capability {
  DAC_READ_SEARCH(LinuxCapability.CAP_DAC_READ_SEARCH),
  KILL(LinuxCapability.CAP_KILL),
  SETGID(LinuxCapability.CAP_SETGID),
  SETUID(LinuxCapability.CAP_SETUID),
  SETPCAP(LinuxCapability.CAP_SETPCAP),
  NET_ADMIN(LinuxCapability.CAP_NET_ADMIN),
  NET_RAW(LinuxCapability.CAP_NET_RAW),
  IPC_LOCK(LinuxCapability.CAP_IPC_LOCK),
  SYS_CHROOT(LinuxCapability.CAP_SYS_CHROOT),
  SYS_ADMIN(LinuxCapability.CAP_SYS_ADMIN),
  SYS_NICE(LinuxCapability.CAP_SYS_NICE),
  SYS_RESOURCE(LinuxCapability.CAP_SYS_RESOURCE);

  private final int number;

  Capability(int number) {
    this.number = number;
  }

  /** As manual pages write it, such as {@code CAP_NET_ADMIN}. */
  public String title() {
    return "CAP_" + name();
  }

  /** The place of its bit in a set, as the kernel counts. */
  int number() {
    return number;
  }
}
