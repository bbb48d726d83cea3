/**
 * Commands of the configuration as processes: track scripts, notify scripts, and the scripts of
 * start and stop.
 *
 * <p>One thread starts all processes, since that blocks until the child has called exec ({@link
 * dev.baton.supervisor.script.ScriptStarter}); everything else happens on the supervisor's loop. A
 * script runs in a process group of its own, with nothing inherited but the environment, and with
 * /dev/null as its input and output: one that never ends, or prints gigabytes, harms nobody.
 *
 * <p>When to run a track script and what its result means is decided by {@link
 * dev.baton.core.track.ScriptMachine}. Start with {@link dev.baton.supervisor.script.TrackScripts}.
 */
package dev.baton.supervisor.script;
