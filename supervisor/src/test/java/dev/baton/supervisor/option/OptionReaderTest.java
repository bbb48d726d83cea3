package dev.baton.supervisor.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.supervisor.option.Options.Action;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Command lines in, what they ask for out. */
final class OptionReaderTest {

  @Test
  void withoutWordsAllIsDefault() {
    Options options = accepted();
    assertEquals(Action.RUN, options.action());
    assertEquals("", options.configFile());
    assertTrue(options.vrrp());
    assertTrue(options.respawn());
    assertFalse(options.foreground());
    assertFalse(options.keepAddresses());
    assertEquals(-1, options.umask());
    assertEquals(new Options.Logging(false, 0, 3, "", true), options.logging());
  }

  @ParameterizedTest
  @CsvSource({
    "-f FILE, FILE",
    "-fFILE, FILE",
    "--use-file FILE, FILE",
    "--use-file=FILE, FILE",
    "--use=FILE, FILE",
    "-nlf FILE, FILE",
    "-n -l -f FILE, FILE"
  })
  void fileMayBeNamedInManyWays(String line, String file) {
    assertEquals(file, accepted(line.split(" ")).configFile());
  }

  @Test
  void lettersShareADash() {
    Options options = accepted("-nlDDGRVmae");
    assertTrue(options.foreground());
    assertEquals(new Options.Logging(true, 2, 3, "", false), options.logging());
    assertFalse(options.respawn());
    assertTrue(options.keepAddresses());
    assertTrue(options.coreDumps());
    assertTrue(options.tellAddresses());
    assertEquals(List.of(), options.unbuilt());
    assertTrue(options.allConfig());
  }

  @Test
  void filesNamesAndMasks() {
    Options options =
        accepted(
            "-p",
            "k.pid",
            "-r",
            "v.pid",
            "-c",
            "c.pid",
            "-b",
            "b.pid",
            "-s",
            "blue",
            "-i",
            "one",
            "-u",
            "0x3f",
            "-g/var/log/baton.log");
    assertEquals("k.pid", options.pidFile());
    assertEquals("v.pid", options.routerPidFile());
    assertEquals("blue", options.netNamespace());
    assertEquals("one", options.configId());
    assertEquals(077, options.umask());
    assertEquals("/var/log/baton.log", options.logging().file());
  }

  @Test
  void withoutANameTheLogIsWhereOnlyRootWrites() {
    for (String option : List.of("-g", "--log-file")) {
      assertEquals("/var/log/keepalived.log", accepted(option).logging().file());
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 16", "7, 23", "local0, 16", "local7, 23", "user, 1", "daemon, 3"})
  void facilities(String value, int facility) {
    Options options = accepted("-S", value);
    assertEquals(facility, options.logging().facility());
    assertFalse(options.mistaken());
  }

  @ParameterizedTest
  @ValueSource(strings = {"8", "9", "local8", "mail", "local", "-1"})
  void unknownFacilityIsAMistakeOfTheConfiguration(String value) {
    Options options = accepted("-S", value);
    assertEquals(3, options.logging().facility());
    assertEquals(List.of("Invalid log facility '" + value + "'"), options.remarks());
    assertTrue(options.mistaken());
  }

  @ParameterizedTest
  @ValueSource(strings = {"999", "01000", "-1", "rw"})
  void badMaskIsTold(String value) {
    Options options = accepted("-u", value);
    assertEquals(-1, options.umask());
    assertEquals(List.of("Invalid --umask option " + value), options.remarks());
    assertFalse(options.mistaken());
  }

  @Test
  void whatIsToBeDone() {
    assertEquals(Action.TEST, accepted("-t").action());
    assertEquals("", accepted("-t").argument());
    assertEquals("LOG", accepted("-tLOG").argument());
    assertEquals("=LOG", accepted("-t=LOG").argument());
    assertEquals("LOG", accepted("--config-test=LOG").argument());
    assertEquals("other", accepted("-t", "-f", "other").configFile());
    assertEquals(Action.PRINT_SIGNAL, accepted("--signum", "STOP").action());
    assertEquals("STOP", accepted("--signum=STOP").argument());
    assertEquals(Action.PRINT_VERSION, accepted("-v").action());
    assertEquals(Action.PRINT_HELP, accepted("--help").action());
    assertTrue(accepted("--ignore-sigint").ignoreSigint());
  }

  @Test
  void partsThatRun() {
    assertTrue(accepted("-P").vrrp());
    assertFalse(accepted("-C").vrrp());
    assertTrue(accepted("-CP").vrrp());
    assertTrue(accepted("--all").vrrp());
    assertEquals(List.of("check", "snmp"), accepted("-Cx").unbuilt());
    assertEquals(List.of("all"), accepted("-B", "-c", "c.pid", "-b", "b.pid", "--all").unbuilt());
  }

  @Test
  void valuesOfCorePatternOnlyWithTheLongName() {
    assertEquals("core", accepted("-M").corePattern());
    assertEquals("/c.%p", accepted("--core-dump-pattern=/c.%p").corePattern());
    assertTrue(accepted("-Mn").foreground());
  }

  @Test
  void strayWordsAreTold() {
    Options options = accepted("extra", "-n", "words", "--", "-f");
    assertTrue(options.foreground());
    assertEquals(List.of("Unexpected argument(s): extra words -f"), options.remarks());
  }

  @ParameterizedTest
  @CsvSource({
    "--nonsense, Unknown option --nonsense",
    "-nq, Unknown option -q",
    "-L, Unknown option -L",
    "--debug, Unknown option --debug",
    "--log, Unknown option --log",
    "-f, Missing parameter for option -f",
    "--use-file=, Missing parameter for option --use-file",
    "--signum, Missing parameter for option --signum",
    "--vrrp=yes, Option --vrrp takes no parameter"
  })
  void refusals(String line, String message) {
    var refused = assertInstanceOf(OptionReader.Refused.class, OptionReader.read(line.split(" ")));
    assertEquals(message, refused.message());
  }

  @Test
  void usageNamesEveryOption() {
    String usage = OptionReader.usage();
    for (Option option : Option.values()) {
      assertTrue(usage.contains(option.usage()));
    }
    assertTrue(
        usage.contains("  -t, --config-test[=LOGFILE]       check the configuration and end"));
    assertTrue(usage.contains("      --signum=NAME                 print the number"));
  }

  private static Options accepted(String... words) {
    Function<OptionReader.Result, Options> options =
        result -> assertInstanceOf(OptionReader.Accepted.class, result).options();
    return options.apply(OptionReader.read(words));
  }
}
