/**
 * What is wrong with a configuration, told so that a person can fix it: where, what, why, and what
 * to write instead.
 *
 * <p>A {@link dev.baton.config.diagnose.Diagnostic} is a value. Its message is worded as keepalived
 * words it, because operators and their tools look for those lines; cause, help and suggestion are
 * ours and never change what a mistake costs. Its {@link dev.baton.config.diagnose.ExitClass} is
 * the weight that keepalived gives it, which decides the exit code of {@code -t}.
 *
 * <p>Invariants: a mistake is told once, however often the language makes keepalived repeat it; the
 * span points into the text that the operator wrote, also when the word came out of a variable.
 *
 * <p>Start with {@link dev.baton.config.diagnose.Diagnostic}.
 */
package dev.baton.config.diagnose;
