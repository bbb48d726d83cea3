package dev.baton.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.cli.command.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way from a first word to its command, and what is said where there is none. */
final class CommandLineToolTest {

  /** The library of the commands would read the words of a command line out of such a file. */
  @Test
  void aWordThatBeginsWithAnAtSignIsAWord() {
    Said said = Said.by("check", "@/etc/hostname");
    assertTrue((said.out() + said.err()).contains("@/etc/hostname"), said::toString);
  }

  @Test
  void unknownWordGetsAGuessAndAUsageLineThatNamesTheCommands() {
    var said = Said.by("chekc", "x.conf");
    assertEquals(Exit.FAILED, said.exitCode());
    assertEquals("", said.out());
    assertTrue(said.err().startsWith("baton: `chekc` is not a command; did you mean `check`?\n"));
    assertTrue(said.err().contains("Usage: baton check|"), said.err());
    assertTrue(Said.by("xyzzy").err().startsWith("baton: `xyzzy` is not a command\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"check", "facts", "show", "docs", "status", "history", "reload", "completion"})
  void everyCommandIsInTheOverviewAndExplainsItself(String name) {
    var overview = Said.by("help");
    assertEquals(Exit.OK, overview.exitCode());
    assertTrue(overview.out().contains("\n  " + name + " "), overview.out());

    var explained = Said.by("help", name);
    assertEquals(Exit.OK, explained.exitCode());
    assertTrue(explained.out().startsWith("Usage: baton " + name), explained.out());
    // The library puts values in for variables, and null where it knows none.
    assertTrue(!explained.out().matches("(?s).*\\bnull\\b.*"), explained.out());
    assertEquals(explained, Said.by(name, "--help"));
    assertEquals(explained, Said.by(name, "-h"));
  }

  @Test
  void nothingOrHelpOfHelpIsTheOverview() {
    assertEquals(Said.by("help"), Said.by());
    assertEquals(Said.by("help"), Said.by("help", "help"));
    assertEquals(Said.by("help"), Said.by("help", "--help"));
    assertEquals(Exit.FAILED, Said.by("help", "chekc").exitCode());
  }

  @Test
  void wrongWordsOfACommandPointAtItsHelp() {
    var said = Said.by("check", "--no-such-option", "x.conf");
    assertEquals(Exit.FAILED, said.exitCode());
    assertEquals("", said.out());
    assertTrue(said.err().contains("--no-such-option"), said.err());
    assertTrue(said.err().endsWith("Try `baton help check`.\n"), said.err());
  }
}
