/**
 * What the configuration needs to know of the world outside its text: the files it includes and the
 * facts of the host, as values behind two interfaces.
 *
 * <p>{@link dev.baton.config.facts.Sources} gives texts by name and names by pattern; {@link
 * dev.baton.config.facts.HostFacts} answers what interfaces, users, scripts and names there are.
 * The supervisor implements both on the live system. {@link dev.baton.config.facts.RecordedFacts}
 * remembers every answer that a reading asked for and has a text form, so that the router reads the
 * same configuration on the same facts without asking the system again, and so that a configuration
 * can be judged for another host.
 *
 * <p>Invariant: nothing in {@code core} asks the system; two readings of the same text on the same
 * facts give the same model.
 *
 * <p>Start with {@link dev.baton.config.facts.HostFacts}.
 */
package dev.baton.config.facts;
