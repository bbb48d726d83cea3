package dev.baton.core.model;

/**
 * The SSL block: what a TLS check shows of the daemon itself. Each is the path of a PEM file, empty
 * if it is not given.
 *
 * @param password of the key; empty for none
 */
public record ClientCertificate(String ca, String certificate, String key, String password) {

  /** Nothing is shown. */
  public static final ClientCertificate NONE = new ClientCertificate("", "", "", "");

  /** Keeps the password out of logs. */
  @Override
  public String toString() {
    return "ClientCertificate[ca=" + ca + ", certificate=" + certificate + ", key=" + key + "]";
  }
}
