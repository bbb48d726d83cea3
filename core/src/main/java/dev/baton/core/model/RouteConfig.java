package dev.baton.core.model;

import dev.baton.core.kernel.RouteSpec;

/**
 * One line of virtual_routes or static_routes.
 *
 * @param route what {@code ip route add} would be told
 * @param tracking what its loss does
 */
public record RouteConfig(RouteSpec route, Tracking tracking) {

  /**
   * What it does that a route or rule is lost.
   *
   * @param tracked the instance fails with it
   * @param group of a static one: the track_group whose instances fail with it; empty for none
   */
  public record Tracking(boolean tracked, String group) {
    /** As a line that says nothing of it. */
    public static final Tracking DEFAULT = new Tracking(true, "");
  }
}
