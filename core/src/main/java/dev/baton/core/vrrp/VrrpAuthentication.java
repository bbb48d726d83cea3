package dev.baton.core.vrrp;

/** How adverts of VRRPv2 are authenticated (RFC 2338, section 5.3.6; RFC 3768 retired it). */
public sealed interface VrrpAuthentication {

  /** No authentication: type 0, the authentication data are zero. */
  record None() implements VrrpAuthentication {}

  /** A clear-text password of at most 8 characters (type 1), padded with zeros on the wire. */
  record Password(String text) implements VrrpAuthentication {

    /** Never shows the password. */
    @Override
    public String toString() {
      return "Password[********]";
    }
  }

  /** The one value of {@link None}. */
  VrrpAuthentication NONE = new None();
}
