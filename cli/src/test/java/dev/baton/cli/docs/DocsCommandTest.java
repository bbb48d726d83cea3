package dev.baton.cli.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.cli.Said;
import dev.baton.cli.command.Exit;
import org.junit.jupiter.api.Test;

/** What is said of a word, and how one is found. */
final class DocsCommandTest {

  @Test
  void wordOfABlock() {
    var said = Said.by("docs", "vrrp_instance.priority");
    assertEquals(Exit.OK, said.exitCode());
    assertEquals(
        """
        priority NUMBER
          in vrrp_instance

          Base priority; 255 means address owner.

          The living host with the highest priority becomes master. Use 1 to 254, and
          another number on each host: between two masters of equal priority the
          higher own address wins. Trackers with a weight add to this number, within 1
          and 254; the sum is what is advertised. A backup waits the less for a silent
          master, the higher its priority.

          255 is for a host whose interface has the virtual address as its own.
          Without a priority, `state MASTER` counts as 255, which is rarely meant.

          Argument  a whole number from 1 to 255
          Default   100 (255 when state MASTER)
          Repeated  the last one counts
          Effect    yes

          Example
            vrrp_instance web {
                state BACKUP
                priority 150
            }
        """,
        said.out());
  }

  @Test
  void wordOfSeveralBlocksIsExplainedInEach() {
    String out = Said.by("docs", "delay_loop").out();
    assertTrue(out.contains("\n  in virtual_server\n"), out);
    assertTrue(out.contains("\n  in virtual_server/real_server/TCP_CHECK\n"), out);
    assertFalse(Said.by("docs", "real_server.delay_loop").out().contains("in virtual_server\n"));
    String own = Said.by("docs", "virtual_server/real_server.delay_loop").out();
    assertEquals(Said.by("docs", "real_server.delay_loop").out(), own);
  }

  @Test
  void blockListsItsWords() {
    String out = Said.by("docs", "vrrp_script").out();
    assertTrue(out.startsWith("vrrp_script NAME { ... }\n"), out);
    assertTrue(out.contains("\nKeywords of vrrp_script\n"), out);
    assertTrue(out.contains("\n  interval  "), out);
    assertTrue(Said.by("docs", "virtual_ipaddress").out().contains("\n  label  "));
  }

  @Test
  void retiredWordNamesItsHeirAndHasNoExample() {
    String out = Said.by("docs", "nb_get_retry").out();
    assertTrue(out.contains("  Standing  deprecated; write `retry`\n"), out);
    assertTrue(out.contains("  Note      it is reported as an error\n"), out);
    assertFalse(out.contains("Example"), out);
  }

  @Test
  void nothingListsTheBlocks() {
    String out = Said.by("docs").out();
    assertTrue(out.contains("\n  vrrp_instance  "), out);
    assertTrue(out.contains("\n  virtual_server/real_server/HTTP_GET/url  "), out);
  }

  @Test
  void unknownWordGetsAGuess() {
    var said = Said.by("docs", "vrrp_instance.prioritty");
    assertEquals(Exit.NO, said.exitCode());
    assertEquals("", said.out());
    assertEquals(
        "baton docs: there is no keyword `vrrp_instance.prioritty`; did you mean `priority`?\n",
        said.err());
    assertEquals(Exit.NO, Said.by("docs", "vrrp_script.priority").exitCode());
  }

  @Test
  void beginningOfWordsOffersThem() {
    var said = Said.by("docs", "garp");
    assertEquals(Exit.NO, said.exitCode());
    assertTrue(
        said.err()
            .startsWith(
                "baton docs: there is no keyword `garp`; keywords that begin with it: garp_"),
        said.err());
    assertEquals(Said.by("docs", "vrrp_instance"), Said.by("docs", "vrrp_instance."));
  }

  @Test
  void headingIsBoldWhereColoursAre() {
    assertTrue(Said.inColour("docs", "priority").out().startsWith("\u001b[1mpriority NUMBER"));
  }
}
