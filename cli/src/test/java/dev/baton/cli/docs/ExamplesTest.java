package dev.baton.cli.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.cli.TestFiles;
import dev.baton.cli.TestHost;
import dev.baton.config.diagnose.DiagnosticRenderer;
import dev.baton.config.keyword.Block;
import dev.baton.config.keyword.Keyword;
import dev.baton.config.read.ConfigReader;
import dev.baton.config.text.ReadOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every example is right: read within what its block needs, nothing is said of it. */
final class ExamplesTest {

  private static final Pattern DECIDING =
      Pattern.compile(
          "priority|state|nopreempt|preempt_delay|advert_int|unicast_peer"
              + "|track_(interface|script|file|process)|garp_(master|lower).*");

  private final Manual manual = new Manual();
  private final Examples examples = Examples.load();

  private List<Keyword> all() {
    var all = new ArrayList<Keyword>();
    for (Block block : Block.values()) {
      all.addAll(manual.keywords(block));
    }
    return all;
  }

  @Test
  void everyWordHasAnExampleThatReadsWithoutADiagnosticOrAReasonWhyNot() {
    var wrong = new ArrayList<String>();
    for (Keyword keyword : all()) {
      List<String> lines = examples.lines(keyword);
      if (!lines.isEmpty()) {
        read(keyword, WholeFile.around(keyword, lines), wrong);
      } else if (examples.whyNone(keyword).isEmpty()) {
        wrong.add(name(keyword) + " has none");
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  private static void read(Keyword keyword, String text, List<String> wrong) {
    var files =
        new TestFiles()
            .with("lb.conf", text)
            .with("/etc/baton/conf.d/*.conf", "# nothing\n")
            .with("/etc/baton/web.conf", "# nothing\n")
            .with("/etc/baton/mail.conf", "# nothing\n")
            .with("./web.conf", "# nothing\n")
            .with("web.conf", "# nothing\n");
    var host = new TestHost("eth0", "eth1", "eth2", "blue");
    var reading = ConfigReader.read("lb.conf", files, host, new ReadOptions("lb1", false, 1));
    for (var diagnostic : reading.diagnostics()) {
      wrong.add(name(keyword) + ": " + DiagnosticRenderer.render(diagnostic));
    }
  }

  @Test
  void theWordIsInItsExample() {
    for (Keyword keyword : all()) {
      String lines = String.join("\n", examples.lines(keyword));
      String word = keyword.name();
      boolean named = word.startsWith("(") || keyword.block() == Block.PREPROCESSING;
      boolean there = named || lines.contains(word) || !examples.whyNone(keyword).isEmpty();
      assertTrue(there, () -> name(keyword) + ": " + lines);
    }
  }

  @Test
  void noExampleIsOfAWordThatDoesNotExist() {
    var known = new TreeSet<String>();
    all().forEach(keyword -> known.add(name(keyword)));
    var written = new TreeSet<>(examples.written());
    written.removeAll(known);
    assertEquals(new TreeSet<>(), written);
  }

  @Test
  void noExplanationIsOfAWordThatDoesNotExist() {
    var known = new TreeSet<String>();
    all().forEach(keyword -> known.add(name(keyword)));
    var written = new TreeSet<>(Explanations.load().written());
    written.removeAll(known);
    assertEquals(new TreeSet<>(), written);
  }

  @Test
  void everyWordThatDecidesWhoIsMasterIsExplained() {
    var explanations = Explanations.load();
    var wrong = new ArrayList<String>();
    for (Keyword keyword : all()) {
      boolean decides =
          switch (keyword.block()) {
            case INSTANCE -> DECIDING.matcher(keyword.name()).matches();
            case SCRIPT -> List.of("weight", "rise", "fall", "init_fail").contains(keyword.name());
            default -> false;
          };
      if (decides && explanations.of(keyword).isEmpty()) {
        wrong.add(name(keyword));
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static String name(Keyword keyword) {
    return keyword.block().title() + " " + keyword.name();
  }
}
