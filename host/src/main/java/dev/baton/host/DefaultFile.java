package dev.baton.host;

import dev.baton.linux.host.HostFile;

/** The configuration that is meant where none is named. */
public final class DefaultFile {

  private static final String OWN = "/etc/baton/baton.conf";
  private static final String FAMILIAR = "/etc/keepalived/keepalived.conf";

  private DefaultFile() {}

  /** Baton's own if there is one, else the one that keepalived has. */
  public static String path() {
    return HostFile.access(OWN, HostFile.MAY_READ) == 0 ? OWN : FAMILIAR;
  }
}
