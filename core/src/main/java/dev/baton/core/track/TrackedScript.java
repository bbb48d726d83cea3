package dev.baton.core.track;

/** A vrrp_script whose result matters to an instance. */
public record TrackedScript(String name, Weight weight) {}
