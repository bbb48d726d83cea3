package dev.baton.core.track;

/**
 * A tracked object: its kind and the name of its definition, which is unique within the kind.
 *
 * @param name as in the configuration
 */
public record TrackerId(Kind kind, String name) {

  /** The kinds of objects that can be tracked by name; links are the host's own. */
  public enum Kind {
    SCRIPT,
    FILE,
    PROCESS,
    BFD
  }

  /** A vrrp_script. */
  public static TrackerId script(String name) {
    return new TrackerId(Kind.SCRIPT, name);
  }

  /** A bfd_instance. */
  public static TrackerId bfd(String name) {
    return new TrackerId(Kind.BFD, name);
  }

  /** A track_file. */
  public static TrackerId file(String name) {
    return new TrackerId(Kind.FILE, name);
  }

  /** A vrrp_track_process. */
  public static TrackerId process(String name) {
    return new TrackerId(Kind.PROCESS, name);
  }
}
