package dev.baton.supervisor.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.core.log.LogLine;
import dev.baton.core.net.Printable;
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

  /** A name out of a file must not move a cursor, nor begin a line that nobody has said. */
  @Test
  void aLineIsOneLineWithoutControls() {
    String name = "V\u001b[2J\n<29>Nov 20 11:23:32 Keepalived[7]: Stopped\u202e\u009b\uDC9B";
    var line = LogLine.info("(" + name + ") Entering MASTER STATE");
    var entry = new LogEntry(Speaker.router(8, "b\u001bl", "t\nwo"), line, SECOND);
    for (String text :
        List.of(
            entry.stamped(WallClockTest.CLOCK).stripTrailing(),
            SyslogSink.text(entry, WallClockTest.CLOCK, 3),
            new LogLine(LogLine.Level.WARNING, name).text())) {
      assertTrue(text.chars().noneMatch(c -> Printable.isControl((char) c)), text);
    }
    assertTrue(SyslogSink.text(entry, WallClockTest.CLOCK, 3).contains("Keepalived_vrrp_b\uFFFDl"));
  }

  @Test
  void dumpsHaveNoControlsEither() {
    var page = new DumpPage();
    page.section("S\u001b");
    page.item(1, "key", "a\nb");
    page.line(3, "x\u202ey");
    assertEquals(
        "------< S\uFFFD >------\n key = a\uFFFDb\n   x\uFFFDy\n", page.toString());
  }
}
