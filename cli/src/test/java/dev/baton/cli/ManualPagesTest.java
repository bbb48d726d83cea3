package dev.baton.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.baton.cli.command.Command;
import dev.baton.config.advice.Linter;
import dev.baton.config.diagnose.DiagnosticRenderer;
import dev.baton.config.read.ConfigReader;
import dev.baton.config.text.ReadOptions;
import dev.baton.supervisor.option.OptionReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParameterException;

/**
 * What the pages of the manual show is right. The word behind the fence of a block says what it is:
 * {@code conf} a whole configuration, of which {@code check} says nothing; {@code sh} commands, of
 * which Baton's own exist as written; {@code script} a shell script; {@code log} lines that {@code
 * ManualIT} of the module {@code it} waits for on a real pair; {@code text} anything else.
 */
final class ManualPagesTest {

  private static final Path ROOT = Path.of("..");
  private static final Set<String> KINDS = Set.of("conf", "sh", "script", "log", "text");

  /** What it shows is wrong on purpose, and has a test of its own. */
  private static final Set<String> OF_ANOTHER_TEST = Set.of("mistakes.md");

  private static final Pattern COMMAND = Pattern.compile("(?:\\S*/)?baton( .*)?");
  private static final Pattern REST_OF_SHELL = Pattern.compile("\\s+(#|\\||>|&&).*$");
  private static final Pattern CONFIGURATION =
      Pattern.compile("(?m)^(global_defs|vrrp_\\w+|virtual_server|track_file)\\b.*\\{");

  /** A fenced block of a page. */
  private record Block(String page, int line, String kind, String text) {

    boolean is(String wanted) {
      return kind.equals(wanted) || kind.startsWith(wanted + " ");
    }

    String place() {
      return page + ":" + line;
    }
  }

  private static List<Block> blocks() throws IOException {
    var pages = new ArrayList<Path>();
    pages.add(ROOT.resolve("README.md"));
    pages.add(ROOT.resolve("README.zh-CN.md"));
    try (Stream<Path> files = Files.list(ROOT.resolve("docs/manual"))) {
      files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    var blocks = new ArrayList<Block>();
    for (Path page : pages) {
      String name = page.getFileName().toString();
      if (!OF_ANOTHER_TEST.contains(name)) {
        blocks.addAll(blocks(name, Files.readAllLines(page)));
      }
    }
    return blocks;
  }

  private static List<Block> blocks(String page, List<String> lines) {
    var blocks = new ArrayList<Block>();
    int begin = -1;
    for (int at = 0; at < lines.size(); at++) {
      if (lines.get(at).strip().startsWith("```")) {
        if (begin >= 0) {
          blocks.add(block(page, begin, lines.subList(begin, at)));
        }
        begin = begin >= 0 ? -1 : at;
      }
    }
    return blocks;
  }

  /** The lines begin with the fence, whose indentation all of them have. */
  private static Block block(String page, int begin, List<String> lines) {
    int indent = lines.getFirst().indexOf('`');
    var text = new StringBuilder();
    for (String line : lines.subList(1, lines.size())) {
      text.append(line.isEmpty() ? line : line.substring(indent)).append('\n');
    }
    String kind = lines.getFirst().strip().substring(3);
    return new Block(page, begin + 2, kind, text.toString());
  }

  @Test
  void everyBlockSaysWhatItIs() throws IOException {
    var wrong = new ArrayList<String>();
    for (Block block : blocks()) {
      String kind = block.kind().split(" ", -1)[0];
      boolean hides = kind.equals("text") && CONFIGURATION.matcher(block.text()).find();
      boolean shown = block.text().startsWith("$ ") || block.page().equals("diagnostics.md");
      if (!KINDS.contains(kind) || (hides && !shown)) {
        wrong.add(block.place() + " " + block.kind());
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void checkSaysNothingOfAConfiguration() throws IOException {
    var told = new ArrayList<String>();
    var host = new TestHost("eth0", "eth1");
    int count = 0;
    for (Block block : blocks()) {
      if (block.is("conf")) {
        count++;
        var files = new TestFiles().with("baton.conf", block.text());
        var reading = ConfigReader.readForAdvice("baton.conf", files, host, ReadOptions.DEFAULT);
        for (var diagnostic : Linter.check(reading, host)) {
          told.add(block.place() + ": " + DiagnosticRenderer.render(diagnostic));
        }
      }
    }
    assertEquals(List.of(), told);
    assertFalse(count == 0);
  }

  @Test
  void everyCommandOfOursExists() throws IOException {
    var wrong = new ArrayList<String>();
    for (Block block : blocks()) {
      if (block.is("sh")) {
        for (String line : block.text().split("\n", -1)) {
          mistake(line).ifPresent(why -> wrong.add(block.place() + " " + line + ": " + why));
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static Optional<String> mistake(String line) {
    String command = REST_OF_SHELL.matcher(line.strip()).replaceFirst("");
    if (!COMMAND.matcher(command).matches()) {
      return Optional.empty();
    }
    List<String> words = Arrays.asList(command.split(" +", -1));
    List<String> rest = words.subList(1, words.size());
    if (rest.isEmpty() || rest.getFirst().startsWith("-")) {
      return OptionReader.read(rest.toArray(String[]::new)) instanceof OptionReader.Refused(var why)
          ? Optional.of(why)
          : Optional.empty();
    }
    for (Command known : CommandLineTool.commands()) {
      if (known.name().equals(rest.getFirst())) {
        try {
          var arguments = rest.subList(1, rest.size()).toArray(String[]::new);
          CommandLineTool.commandLine(known).parseArgs(arguments);
          return Optional.empty();
        } catch (ParameterException refused) {
          return Optional.of(String.valueOf(refused.getMessage()));
        }
      }
    }
    return Optional.of("no such command");
  }

  @Test
  void everyScriptIsOne() throws IOException, InterruptedException {
    for (Block block : blocks()) {
      if (block.is("script")) {
        var shell = new ProcessBuilder("sh", "-n").redirectErrorStream(true).start();
        try (var in = shell.outputWriter()) {
          in.write(block.text());
        }
        String said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, shell.waitFor(), block.place() + ": " + said);
      }
    }
  }

  /** What a page prints below {@code $ baton docs WORD} is what the command prints. */
  @Test
  void shownOutputOfDocsIsReal() throws IOException {
    for (Block block : blocks()) {
      if (block.text().startsWith("$ baton docs ")) {
        int end = block.text().indexOf('\n');
        String word = block.text().substring("$ baton docs ".length(), end);
        String out = Said.by("docs", word).out();
        assertEquals(out, block.text().substring(end + 1), block.place());
      }
    }
  }
}
