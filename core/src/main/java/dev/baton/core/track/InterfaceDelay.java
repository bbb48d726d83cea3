package dev.baton.core.track;

/** How long a change of an interface must last before it counts (interface_up_down_delays). */
public record InterfaceDelay(String name, long downNanos, long upNanos) {}
