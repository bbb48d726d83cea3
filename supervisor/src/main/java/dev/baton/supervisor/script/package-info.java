/**
 * Runs the commands of the configuration as processes: track scripts, notify scripts, and the
 * scripts for startup and shutdown.
 *
 * <p>One thread starts all processes, because that blocks until the child has called exec ({@link
 * dev.baton.supervisor.script.ScriptStarter}). Everything else happens on the supervisor's loop.
 * Each script runs in its own process group, inherits only the environment, and has /dev/null as
 * input and output. A script that never ends, or prints gigabytes, therefore harms nothing else.
 *
 * <p>{@link dev.baton.core.track.ScriptMachine} decides when a track script runs and what its
 * result means. Start with {@link dev.baton.supervisor.script.TrackScripts}.
 */
package dev.baton.supervisor.script;
