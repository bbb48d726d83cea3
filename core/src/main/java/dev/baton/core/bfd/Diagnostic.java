package dev.baton.core.bfd;

import java.util.List;

/** Why a session changed its state last (RFC 5880, section 4.1): the numbers that we use. */
public final class Diagnostic {

  static final int NONE = 0;
  static final int EXPIRED = 1;
  static final int NEIGHBOR_SIGNALED = 3;

  /** What the numbers mean, in keepalived's words. */
  private static final List<String> WORDS =
      List.of(
          "No Diagnostic",
          "Control Detection Time Expired",
          "Echo Function Failed",
          "Neighbor Signaled Session Down",
          "Forwarding Plane Reset",
          "Path Down",
          "Concatenated Path Down",
          "Administratively Down",
          "Reverse Concatenated Path Down");

  private Diagnostic() {}

  /** What a number from 0 to 31 means; others than those of the RFC are reserved. */
  public static String words(int number) {
    return number < WORDS.size() ? WORDS.get(number) : "Reserved (" + number + ")";
  }
}
