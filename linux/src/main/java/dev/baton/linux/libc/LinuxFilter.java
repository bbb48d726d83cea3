package dev.baton.linux.libc;

/** {@code <linux/filter.h>}: programs of the classic Berkeley packet filter. */
@Header("linux/filter.h")
public final class LinuxFilter {

  public static final int BPF_LD = 0x00;
  public static final int BPF_LDX = 0x01;
  public static final int BPF_ST = 0x02;
  public static final int BPF_ALU = 0x04;
  public static final int BPF_JMP = 0x05;
  public static final int BPF_RET = 0x06;
  public static final int BPF_MISC = 0x07;

  public static final int BPF_W = 0x00;
  public static final int BPF_B = 0x10;
  public static final int BPF_IMM = 0x00;
  public static final int BPF_ABS = 0x20;
  public static final int BPF_IND = 0x40;
  public static final int BPF_MEM = 0x60;
  public static final int BPF_MSH = 0xa0;

  public static final int BPF_AND = 0x50;
  public static final int BPF_RSH = 0x70;
  public static final int BPF_JA = 0x00;
  public static final int BPF_JEQ = 0x10;
  public static final int BPF_K = 0x00;
  public static final int BPF_X = 0x08;
  public static final int BPF_TAX = 0x00;

  private LinuxFilter() {}

  /** One instruction. */
  @Struct("struct sock_filter")
  public static final class SockFilter {
    public static final int SIZE = 8;
    public static final int CODE = 0;
    public static final int JT = 2;
    public static final int JF = 3;
    public static final int K = 4;

    private SockFilter() {}
  }

  /** A program: how many instructions, and where. */
  @Struct("struct sock_fprog")
  public static final class SockFprog {
    public static final int SIZE = 16;
    public static final int LEN = 0;
    public static final int FILTER = 8;

    private SockFprog() {}
  }
}
