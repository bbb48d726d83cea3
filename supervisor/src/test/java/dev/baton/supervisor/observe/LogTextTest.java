package dev.baton.supervisor.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.baton.core.log.LogLine;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The forms of a line, for each place it may go to. */
final class LogTextTest {

  private static final long SECOND = 1_795_173_812;

  @Test
  void consoleAndFile() {
    var entry =
        new LogEntry(Speaker.supervisor(7, "", ""), SupervisorLog.startupComplete(), SECOND);
    assertEquals(
        "Fri Nov 20 11:23:32 2026: Startup complete\n", entry.stamped(WallClockTest.CLOCK));
  }

  @Test
  void syslogNamesTheProcess() {
    var parent = new LogEntry(Speaker.supervisor(7, "", ""), LogLine.info("Stopping"), SECOND);
    assertEquals(
        "<30>Nov 20 11:23:32 Keepalived[7]: Stopping",
        SyslogSink.text(parent, WallClockTest.CLOCK, 3));
    var router = new LogEntry(Speaker.router(8, "blue", "two"), LogLine.error("no"), SECOND);
    assertEquals(
        "<131>Nov 20 11:23:32 Keepalived_vrrp_blue_two[8]: no",
        SyslogSink.text(router, WallClockTest.CLOCK, 16));
  }

  @Test
  void longCommandLinesAreBroken() {
    List<LogLine> lines =
        SupervisorLog.commandLine(
            List.of(
                "/usr/sbin/baton",
                "-n",
                "-l",
                "-D",
                "-G",
                "-f",
                "/etc/keepalived/A.conf.orig",
                "-p",
                "A.pid",
                "-r",
                "A.vrrp.pid",
                "-c",
                "A.chk.pid"));
    assertEquals(
        List.of(
            LogLine.info(
                "Command line: '/usr/sbin/baton' '-n' '-l' '-D' '-G' '-f'"
                    + " '/etc/keepalived/A.conf.orig' '-p' 'A.pid' '-r'"),
            LogLine.info("              'A.vrrp.pid' '-c' 'A.chk.pid'")),
        lines);
  }
}
