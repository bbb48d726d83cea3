package dev.baton.linux.host;

import java.util.List;

/** The user, the group and the supplementary groups as which a process runs. */
public record Credentials(int uid, int gid, List<Integer> groups) {

  /** The super-user's, without supplementary groups. */
  public static final Credentials ROOT = new Credentials(0, 0, List.of());
}
