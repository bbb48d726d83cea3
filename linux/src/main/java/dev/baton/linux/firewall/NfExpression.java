package dev.baton.linux.firewall;

import static dev.baton.linux.libc.LinuxNfTables.*;

import dev.baton.linux.netlink.MessageWriter;

/** One instruction of a rule. Each loads a register, or ends the rule if it does not match. */
sealed interface NfExpression {

  /** What the kernel calls it. */
  String name();

  /** Its attributes. */
  void write(MessageWriter out);

  /** Bytes of the packet. */
  record Payload(int base, int offset, int bytes, int register) implements NfExpression {
    @Override
    public String name() {
      return "payload";
    }

    @Override
    public void write(MessageWriter out) {
      number(NFTA_PAYLOAD_DREG, register, out);
      number(NFTA_PAYLOAD_BASE, base, out);
      number(NFTA_PAYLOAD_OFFSET, offset, out);
      number(NFTA_PAYLOAD_LEN, bytes, out);
    }
  }

  /** What is known of the packet beside its bytes. */
  record Meta(int key, int register) implements NfExpression {
    @Override
    public String name() {
      return "meta";
    }

    @Override
    public void write(MessageWriter out) {
      number(NFTA_META_DREG, register, out);
      number(NFTA_META_KEY, key, out);
    }
  }

  /** Goes on if the register is this. */
  record Equal(int register, byte[] value) implements NfExpression {
    @Override
    public String name() {
      return "cmp";
    }

    @Override
    public void write(MessageWriter out) {
      number(NFTA_CMP_SREG, register, out);
      number(NFTA_CMP_OP, NFT_CMP_EQ, out);
      data(NFTA_CMP_DATA, value, out);
    }
  }

  /** Leaves of the register what the mask has. */
  record Masked(int register, byte[] mask) implements NfExpression {
    @Override
    public String name() {
      return "bitwise";
    }

    @Override
    public void write(MessageWriter out) {
      number(NFTA_BITWISE_SREG, register, out);
      number(NFTA_BITWISE_DREG, register, out);
      number(NFTA_BITWISE_LEN, mask.length, out);
      data(NFTA_BITWISE_MASK, mask, out);
      data(NFTA_BITWISE_XOR, new byte[mask.length], out);
    }
  }

  /** Goes on if the register, and those behind it that the key takes, are in the set. */
  record InSet(String set, int register) implements NfExpression {
    @Override
    public String name() {
      return "lookup";
    }

    @Override
    public void write(MessageWriter out) {
      out.textAttribute(NFTA_LOOKUP_SET, set);
      number(NFTA_LOOKUP_SREG, register, out);
    }
  }

  /** Goes on if the map has the register, which becomes what it is mapped to. */
  record Mapped(String map, int register) implements NfExpression {
    @Override
    public String name() {
      return "lookup";
    }

    @Override
    public void write(MessageWriter out) {
      out.textAttribute(NFTA_LOOKUP_SET, map);
      number(NFTA_LOOKUP_SREG, register, out);
      number(NFTA_LOOKUP_DREG, register, out);
    }
  }

  /** Counts what gets so far. */
  record Counted() implements NfExpression {
    @Override
    public String name() {
      return "counter";
    }

    @Override
    public void write(MessageWriter out) {
      // It begins at zero.
    }
  }

  /** Sends a copy to the address in one register by the link in another. */
  record Duplicated(int addressRegister, int linkRegister) implements NfExpression {
    @Override
    public String name() {
      return "dup";
    }

    @Override
    public void write(MessageWriter out) {
      number(NFTA_DUP_SREG_ADDR, addressRegister, out);
      number(NFTA_DUP_SREG_DEV, linkRegister, out);
    }
  }

  /**
   * What becomes of the packet.
   *
   * @param chain where a goto leads; else empty
   */
  record Verdict(int code, String chain) implements NfExpression {
    @Override
    public String name() {
      return "immediate";
    }

    @Override
    public void write(MessageWriter out) {
      number(NFTA_IMMEDIATE_DREG, NFT_REG_VERDICT, out);
      int data = out.beginNested(NFTA_IMMEDIATE_DATA);
      int verdict = out.beginNested(NFTA_DATA_VERDICT);
      number(NFTA_VERDICT_CODE, code, out);
      if (!chain.isEmpty()) {
        out.textAttribute(NFTA_VERDICT_CHAIN, chain);
      }
      out.endNested(verdict).endNested(data);
    }
  }

  private static void number(int type, int value, MessageWriter out) {
    out.networkAttribute(type, value, Integer.BYTES);
  }

  private static void data(int type, byte[] value, MessageWriter out) {
    int mark = out.beginNested(type);
    out.attribute(NFTA_DATA_VALUE, value);
    out.endNested(mark);
  }
}
