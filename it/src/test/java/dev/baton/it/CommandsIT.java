package dev.baton.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.it.kit.Daemon;
import dev.baton.it.kit.Shell;
import dev.baton.it.kit.Shell.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each command for people once, as the image runs it, and the completions in the real shells. */
final class CommandsIT {

  private static final String CONFIGURATION =
      """
      $VIP=192.0.2.10
      global_defs {
        dynamic_interfaces
      }
      vrrp_instance web {
        interface none9
        virtual_router_id 77
        authentication {
          auth_type PASS
          auth_pass s3cret
        }
        virtual_ipaddress {
          ${VIP}/24
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void show() throws Exception {
    var file = Files.writeString(folder.resolve("lb.conf"), CONFIGURATION).toString();
    var masked = baton("show", file);
    assertTrue(masked.text().contains("auth_pass ******\n"), masked.text());
    assertTrue(masked.text().contains("\n    192.0.2.10/24\n"), masked.text());
    var whole = baton("show", "--secrets", "--defaults", file);
    assertTrue(whole.text().contains("auth_pass s3cret\n"), whole.text());
    assertTrue(whole.text().contains("\n  # advert_int 1\n"), whole.text());
    assertEquals(2, baton("show", file + ".none").exitCode());
  }

  @Test
  void docs() {
    var said = baton("docs", "vrrp_instance.priority");
    assertEquals(0, said.exitCode());
    assertTrue(said.text().startsWith("priority NUMBER\n  in vrrp_instance\n"), said.text());
    assertEquals(1, baton("docs", "prioritty").exitCode());
  }

  @Test
  void help() {
    assertTrue(baton("help", "show").text().contains("Examples:\n  baton show "));
    assertEquals(baton("help", "show"), baton("show", "--help"));
    assertTrue(baton("--help").text().contains("see `baton help`"));
  }

  /** What was asked for is on standard output, where a pager finds it. */
  @Test
  void helpAndVersionCanBePiped() {
    for (String asked : List.of("--help", "-h", "--version", "-v", "version", "help")) {
      var said = shell("baton " + asked + " 2>/dev/null | head -n 1", "", "bash", "-c");
      assertTrue(
          said.startsWith("Usage: baton") || said.startsWith("Baton v"), asked + ": " + said);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"man5/baton.conf.5", "man8/baton.8"})
  void manualPageHasNoFault(String name) {
    var page = Daemon.image().resolve("../../share/man").resolve(name).normalize().toString();
    var rendered = Shell.attempt(List.of("groff", "-ww", "-man", "-Tutf8", "-z", page));
    assertEquals(new Outcome(0, ""), rendered);
  }

  @ParameterizedTest
  @CsvSource({
    "baton sho, show",
    "baton help comp, completion",
    "baton docs virtual_router_i, virtual_router_id",
    "baton show --sec, --secrets",
    "baton check --color alw, always",
    "baton versi, version",
    "baton completion f, fish",
    "baton --signum REL, RELOAD",
    "baton --use-fi, --use-file",
    "baton -S local7, local7",
  })
  void everyShellCompletes(String line, String expected) throws Exception {
    assertEquals(expected, inBash(line));
    var fish = inFish(line);
    assertTrue(fish.startsWith(expected), () -> "fish: " + fish);
    var zsh = inZsh(line);
    assertTrue(zsh.contains(" " + expected), () -> "zsh: " + zsh);
  }

  private String inBash(String line) {
    return shell(
        """
        . <(baton completion bash)
        compopt() { :; }
        read -ra COMP_WORDS <<<"$LINE"
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _baton
        printf '%s' "${COMPREPLY[@]}"
        """,
        line, "bash", "-c");
  }

  private String inFish(String line) {
    return shell("baton completion fish | source; complete -C $LINE", line, "fish", "-c");
  }

  /**
   * In a terminal of its own, for zsh completes nowhere else. All that is set up stands in a file
   * of its own: were it typed, the terminal's echo of it could be taken for the answer.
   */
  private String inZsh(String line) throws IOException {
    var setUp =
        """
        autoload -U compinit
        compinit -u -D
        source =(baton completion zsh)
        show() { zle complete-word; print -r -- "GOT: $BUFFER DONE" }
        zle -N show
        bindkey "^X" show
        PS1='ready> '
        """;
    Files.writeString(folder.resolve(".zshrc"), setUp);
    return shell(
        """
        zmodload zsh/zpty
        export ZDOTDIR=%s
        zpty z zsh -d -i
        zpty -r z seen '*ready> *'
        zpty -w -n z "$LINE"$'\\x18'
        zpty -r z seen '*GOT:*DONE*'
        print -r -- ${seen#*GOT: }
        zpty -d z
        """
            .formatted(folder),
        line,
        "zsh",
        "-fc");
  }

  private String shell(String script, String line, String... shell) {
    var command = new ArrayList<>(List.of("timeout", "20"));
    command.addAll(List.of(shell));
    command.add(script);
    var bin = Daemon.image().getParent();
    var path = bin + ":" + System.getenv("PATH");
    var outcome = Shell.attempt(Map.of("PATH", path, "LINE", line), command);
    assertEquals(0, outcome.exitCode(), outcome.text());
    return outcome.text();
  }

  private static Outcome baton(String... words) {
    var command = new ArrayList<String>();
    command.add(Daemon.image().toString());
    command.addAll(List.of(words));
    return Shell.attempt(command);
  }
}
