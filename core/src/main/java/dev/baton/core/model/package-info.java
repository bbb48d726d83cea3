/**
 * What the daemon runs with, as records: the typed model that the configuration language is read
 * into, and that the machines take. Nothing here knows that there is a language.
 *
 * <p>Whatever can be decided when a file is read is decided: defaults are put in, names are
 * resolved, what must be ignored is gone. Times are nanoseconds.
 *
 * <p>Start with {@link dev.baton.core.model.Configuration}.
 */
package dev.baton.core.model;
