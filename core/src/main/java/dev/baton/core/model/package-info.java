/**
 * What the daemon runs with, as records: the typed model that the configuration language is read
 * into, and that the machines take. Nothing here knows that there is a language.
 *
 * <p>Start with {@link dev.baton.core.model.Configuration}.
 */
package dev.baton.core.model;
