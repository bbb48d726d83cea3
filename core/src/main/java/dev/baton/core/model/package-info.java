/**
 * The typed configuration of the daemon, as records. The language module reads a file into this
 * model, and the machines use it. Nothing here knows about the language.
 *
 * <p>Whatever can be decided when a file is read is decided: defaults are put in, names are
 * resolved, what must be ignored is gone. Times are nanoseconds.
 *
 * <p>Start with {@link dev.baton.core.model.Configuration}.
 */
package dev.baton.core.model;
