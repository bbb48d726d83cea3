/**
 * Describes a mistake in a configuration so that a person can fix it: the location, the message,
 * the reason, and what to write instead.
 *
 * <p>A {@link dev.baton.config.diagnose.Diagnostic} is a value. Its message has keepalived's
 * wording, because operators and their tools search for it. Cause, help and suggestion are Baton's
 * own and never affect how severe a mistake is. The {@link dev.baton.config.diagnose.ExitClass} is
 * keepalived's severity, which decides the exit code of {@code -t}.
 *
 * <p>Invariants: a mistake is reported once, even if keepalived repeats it. The span refers to the
 * text that the operator wrote, even for a word that came out of a variable.
 *
 * <p>Start with {@link dev.baton.config.diagnose.Diagnostic}.
 */
package dev.baton.config.diagnose;
