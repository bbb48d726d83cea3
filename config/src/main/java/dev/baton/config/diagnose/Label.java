package dev.baton.config.diagnose;

/** A second place that a diagnostic speaks of, and what is there. */
public record Label(SourceSpan span, String text) {}
