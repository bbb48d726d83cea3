package dev.baton.linux.socket;

/** A network interface as sockets need it: its index and the name it has now. */
public record Device(int index, String name) {}
