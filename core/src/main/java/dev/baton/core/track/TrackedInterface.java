package dev.baton.core.track;

/** An interface whose loss matters to an instance beside the instance's own. */
public record TrackedInterface(String name, Weight weight) {}
