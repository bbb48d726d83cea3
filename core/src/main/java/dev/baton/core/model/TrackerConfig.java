package dev.baton.core.model;

import dev.baton.core.track.Reading;
import dev.baton.core.track.TrackerId;

/** The definition of an object that instances track by its name. */
public sealed interface TrackerConfig
    permits ScriptConfig, TrackFileConfig, ProcessConfig, BfdSessionConfig {

  /** By what it is tracked. */
  TrackerId id();

  /** What counts at a start of the daemon until it has been read. */
  Reading beforeFirst();

  /** What counts after a reload until it has been read, if nothing was known of it before. */
  Reading beforeFirstAfterReload();

  /** Whether what was known of an earlier definition is known of this one. */
  boolean continues(TrackerConfig previous);
}
