package dev.baton.linux.firewall;

import dev.baton.core.net.IpFamily;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A table as it is to be: its sets and chains in the order in which they are made. */
record NfTable(String name, IpFamily family, List<NfSet> sets, List<NfChain> chains) {

  /**
   * A set, or a map.
   *
   * @param keyType the number by which nft(8) knows how to show a key; the kernel only keeps it
   * @param flags NFT_SET_*
   * @param valueType of a map, as {@code keyType}; else 0
   * @param shown what else nft(8) must know to show it; often empty
   */
  record NfSet(
      String name,
      int keyType,
      int keyBytes,
      int flags,
      int valueType,
      byte[] shown,
      List<NfElement> elements) {}

  /**
   * What is in a set.
   *
   * @param value what a map has for it; empty in a set
   */
  record NfElement(byte[] key, byte[] value) {

    /** Of a set. */
    static NfElement of(byte[] key) {
      return new NfElement(key, new byte[0]);
    }

    /** By which it is known: a set has a key once. */
    String keyText() {
      return HexFormat.of().formatHex(key);
    }
  }

  /** A chain of rules. */
  record NfChain(String name, Optional<Hook> hook, List<List<NfExpression>> rules) {}

  /** Where packets come into a base chain. */
  record Hook(int number, int priority) {}
}
