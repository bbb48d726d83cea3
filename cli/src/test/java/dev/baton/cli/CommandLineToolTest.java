package dev.baton.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.cli.command.Exit;
import dev.baton.core.net.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way from a first word to its command, and what is said where there is none. */
final class CommandLineToolTest {

  @Test
  void unknownWordGetsAGuessAndAUsageLineThatNamesTheCommands() {
    var said = Said.by("chekc", "x.conf");
    assertEquals(Exit.FAILED, said.exitCode());
    assertEquals("", said.out());
    assertTrue(said.err().startsWith("baton: `chekc` is no command; did you mean `check`?\n"));
    assertTrue(said.err().contains("Usage: baton check|"), said.err());
    assertTrue(Said.by("xyzzy").err().startsWith("baton: `xyzzy` is no command\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "facts", "show", "docs", "completion"})
  void everyCommandIsInTheOverviewAndExplainsItself(String name) {
    var overview = Said.by("help");
    assertEquals(Exit.OK, overview.exitCode());
    assertTrue(overview.out().contains("\n  " + name + " "), overview.out());

    var explained = Said.by("help", name);
    assertEquals(Exit.OK, explained.exitCode());
    assertTrue(explained.out().startsWith("Usage: baton " + name), explained.out());
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
    assertEquals(Exit.FAILED, Said.by("check").exitCode());
  }

  /** picocli would put the words of the file in the place of `@file`. */
  @Test
  void wordThatBeginsWithAtIsAWord(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("words"), "priority\n");
    for (String word : List.of("@" + file, "@@" + file)) {
      var said = Said.by("docs", word);
      assertEquals(Exit.NO, said.exitCode());
      assertTrue(said.err().contains("no word `" + word + "`"), said.err());
      assertTrue(Said.by("show", word).err().contains(word + ": no such file"));
      assertEquals(Exit.FAILED, Said.by("check", word).exitCode());
      assertTrue(Said.by("check", word).out().contains(word), Said.by("check", word).out());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"${env:PATH}", "${sys:java.home}", "%s", "@|red x|@", "\"x\""})
  void wordsMeanNothingElse(String word) {
    assertTrue(Said.by("docs", word).err().contains("no word `" + word + "`"));
    assertTrue(Said.by("completion", word).err().contains("`" + word + "` is none of"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"show", "docs", "completion", "check", "facts"})
  void noControlOfAWordComesBack(String command) {
    String word = "x\u001b]0;title\u0007\u009b31m\u202ey";
    var said = Said.by(command, word);
    String shown = said.out() + said.err();
    assertTrue(
        shown.chars().noneMatch(c -> c != '\n' && Printable.isControl((char) c)), () -> shown);
    assertEquals("", Said.by(word).out());
    assertTrue(Said.by(word).err().chars().noneMatch(c -> c == 0x1b || c == 0x202e));
  }
}
