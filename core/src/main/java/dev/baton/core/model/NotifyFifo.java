package dev.baton.core.model;

import java.util.Optional;

/**
 * A FIFO that is told of transitions, line by line.
 *
 * @param keyword what it is called in the file; each stands once
 * @param owner whom it is given to when it is made
 * @param script a program that reads from it, whose last word is its path
 */
public record NotifyFifo(
    String keyword, String path, Command.Identity owner, Optional<Command> script) {}
