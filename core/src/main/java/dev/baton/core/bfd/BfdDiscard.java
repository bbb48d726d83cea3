package dev.baton.core.bfd;

/** Why a packet was thrown away (RFC 5880, section 6.8.6), in the order in which it is asked. */
public enum BfdDiscard {
  LENGTH("length"),
  VERSION("version"),
  DETECT_MULTIPLIER("detect multiplier 0"),
  MULTIPOINT("multipoint"),
  POLL_AND_FINAL("poll and final"),
  MY_DISCRIMINATOR("my discriminator 0"),
  YOUR_DISCRIMINATOR("your discriminator 0, not down"),
  NO_SESSION("no such session"),
  HOP_LIMIT("hop limit"),
  AUTHENTICATION("authentication");

  private final String word;

  BfdDiscard(String word) {
    this.word = word;
  }

  /** For people. */
  public String word() {
    return word;
  }
}
