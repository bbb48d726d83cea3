package dev.baton.core.track;

import dev.baton.core.log.LogLine;

/** What is said about scripts. Operators grep for these words. */
final class ScriptLog {

  private ScriptLog() {}

  static LogLine succeeded(ScriptPolicy script) {
    return LogLine.info("VRRP_Script(" + script.name() + ") succeeded");
  }

  static LogLine failed(ScriptPolicy script, String how) {
    return LogLine.info("VRRP_Script(" + script.name() + ") " + how);
  }

  static LogLine returning(ScriptPolicy script, int status) {
    return LogLine.info("Script `" + script.name() + "` now returning " + status);
  }

  static LogLine notRun(ScriptPolicy script, String reason) {
    return LogLine.warning("VRRP_Script(" + script.name() + ") not run: " + reason);
  }

  static LogLine skipped(ScriptPolicy script, boolean ending) {
    return LogLine.info(
        "Track script "
            + script.name()
            + (ending ? " is being timed out" : " is already running")
            + ", expect idle - skipping run");
  }

  static LogLine unkillable(ScriptPolicy script) {
    return LogLine.warning("Script `" + script.name() + "` failed to terminate after kill");
  }

  static LogLine kept(ScriptPolicy script, boolean good) {
    return LogLine.info(
        "VRRP_Script("
            + script.name()
            + ") considered "
            + (good ? "successful" : "unsuccessful")
            + " on reload");
  }
}
