/**
 * Everything that a configuration needs to know beyond its own text: the files that it includes and
 * the facts of the host, as values behind two interfaces.
 *
 * <p>{@link dev.baton.config.facts.Sources} returns a text by its name and names by a pattern.
 * {@link dev.baton.config.facts.HostFacts} answers which interfaces, users, scripts and names
 * exist. The module {@code host} implements both on the live system. {@link
 * dev.baton.config.facts.RecordedFacts} records every answer that a reading asked for, and has a
 * text form. With it, the router reads the same configuration with the same facts without asking
 * the system again, and a configuration can be checked for another host.
 *
 * <p>Invariant: nothing in this module asks the system. Reading the same text twice with the same
 * facts gives the same model.
 *
 * <p>Start with {@link dev.baton.config.facts.HostFacts}.
 */
package dev.baton.config.facts;
