package dev.baton.config.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.baton.config.keyword.ArgumentKind;
import dev.baton.config.keyword.Block;
import dev.baton.config.keyword.Keyword;
import dev.baton.config.keyword.KeywordTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The keyword table equals the list of keepalived's words, and every row does what it says: it
 * takes a good word and tells of a bad one and of one out of range.
 */
final class KeywordTableTest {

  private static final Path WORDS =
      Path.of("src/test/resources/dev/baton/config/read/keywords.txt");

  /** Words that keepalived does not know. */
  private static final Set<String> OUR_OWN =
      Set.of("global_defs reload_despite_errors", "global_defs control_socket_group");

  /** Rows whose default we write or set differently, and why. */
  private static final Map<String, String> OTHER_DEFAULT =
      Map.of(
          "virtual_server lvs_sched",
              "shortened: a missing scheduler is told of where it is checked",
          "virtual_server/real_server/DNS_CHECK delay_before_retry", "shortened",
          "bfd_instance ttl", "255 for IPv6 as well (RFC 5881, section 5)",
          "bfd_instance hoplimit", "as ttl",
          "global_defs vrrp_rlimit_rttime",
              "none: keepalived is killed by its own limit when it takes over 1,000 addresses");

  private final KeywordTable table = new KeywordTable();

  private record Row(String block, String word, String fallback, String area, String repeat) {}

  private static List<Row> expected() throws IOException {
    var rows = new ArrayList<Row>();
    for (String line : Files.readAllLines(WORDS)) {
      if (!line.startsWith("#")) {
        String[] parts = line.split("\t", -1);
        rows.add(new Row(parts[0], parts[1], parts[3], parts[5], parts[6]));
      }
    }
    return rows;
  }

  private List<Keyword> all() {
    var keywords = new ArrayList<Keyword>();
    for (Block block : Block.values()) {
      keywords.addAll(table.keywords(block));
    }
    return keywords;
  }

  @Test
  void everyWordIsThereAndNoOther() throws IOException {
    Set<String> expected = new HashSet<>();
    expected().forEach(row -> expected.add(row.block() + " " + row.word()));
    expected.addAll(OUR_OWN);
    Set<String> actual = new HashSet<>();
    all().forEach(keyword -> actual.add(keyword.block().title() + " " + keyword.name()));
    assertEquals(expected, actual);
  }

  @Test
  void defaultsAreasAndRepetitionAreTheSame() throws IOException {
    List<String> differences = new ArrayList<>();
    for (Row row : expected()) {
      Block block = block(row.block());
      Keyword keyword = table.find(block, row.word()).orElseThrow();
      String name = row.block() + " " + row.word();
      String area = keyword.area().name().toLowerCase(Locale.ROOT);
      String repeat = keyword.repeat().name().toLowerCase(Locale.ROOT);
      boolean sameDefault = keyword.defaultText().equals(row.fallback());
      if (sameDefault == OTHER_DEFAULT.containsKey(name)
          || !area.equals(row.area())
          || !repeat.equals(row.repeat())) {
        differences.add(name + ": " + keyword.defaultText() + " " + area + " " + repeat);
      }
    }
    assertEquals(List.of(), differences);
  }

  private static Block block(String title) {
    for (Block block : Block.values()) {
      if (block.title().equals(title)) {
        return block;
      }
    }
    throw new AssertionError(title);
  }

  @Test
  void everyRowSaysWhatItIsFor() {
    for (Keyword keyword : all()) {
      assertTrue(keyword.meaning().length() > 5, keyword.block().title() + " " + keyword.name());
    }
  }

  /** A word that is right, one that is no such thing, and one beyond the range; empty for none. */
  private record Samples(String good, String bad, String beyond) {}

  private static final Map<String, Samples> SPECIAL =
      Map.ofEntries(
          Map.entry("lvs_timeouts", new Samples("tcp 5", "foo 5", "tcp 2678401")),
          Map.entry(
              "lvs_sync_daemon", new Samples("eth0 id 1", "eth0 group 10.0.0.1", "eth0 id 256")),
          Map.entry("vrrp_garp_extra_if", new Samples("all 5", "x", "86401")),
          Map.entry("vrrp_vmac_garp_intvl", new Samples("5", "x", "86401")),
          Map.entry("garp_extra_if", new Samples("5", "x", "86401")),
          Map.entry("vmac_garp_intvl", new Samples("5", "x", "86401")),
          Map.entry("smtp_server", new Samples("127.0.0.1 25", "127.0.0.1 x", "127.0.0.1 65536")),
          Map.entry("vrrp_cpu_affinity", new Samples("0", "x", "-1")),
          Map.entry("checker_cpu_affinity", new Samples("0", "x", "-1")),
          Map.entry("bfd_cpu_affinity", new Samples("0", "x", "-1")),
          Map.entry("vrrp_rx_bufs_policy", new Samples("MTU", "x", "-1")),
          Map.entry("umask", new Samples("IRUSR", "FOO", "01000")),
          Map.entry("include_check", new Samples("+read", "foo", "")),
          Map.entry("use_vmac", new Samples("name v1", "zz:00", "a-name-that-is-too-long")),
          Map.entry("use_ipvlan", new Samples("10.1.0.5", "", "10.1.0.5 10.1.0.6")),
          Map.entry("key", new Samples("1 " + "a".repeat(32), "x " + "a".repeat(32), "1 short")),
          Map.entry("init_file", new Samples("5 overwrite", "x", "255")),
          Map.entry("notification_email_from", new Samples("a@example.net", "a b", "")),
          Map.entry("snmp_socket", new Samples("unix:/a", "a b", "")),
          Map.entry("notify_fifo", new Samples("/run/f", "", "")),
          Map.entry("vrrp_notify_fifo", new Samples("/run/f", "", "")),
          Map.entry("lvs_notify_fifo", new Samples("/run/f", "", "")),
          Map.entry("lvs_method", new Samples("TUN type gue port 5", "FOO", "TUN type gue port 0")),
          Map.entry("lb_kind", new Samples("DR", "FOO", "TUN port 5")),
          Map.entry("sorry_server_lvs_method", new Samples("DR", "FOO", "TUN type foo")),
          Map.entry("persistence_granularity", new Samples("24", "x", "4294967296")),
          Map.entry("sorry_server", new Samples("10.2.0.9 80", "x", "10.2.0.9 65536")),
          Map.entry("payload", new Samples("ab cd", "zz", "")),
          Map.entry("require_reply", new Samples("ab xx", "zz", "")),
          Map.entry("digest", new Samples("a".repeat(32), "x", "a".repeat(33))),
          Map.entry("status_code", new Samples("200-299", "x", "600")),
          Map.entry("name", new Samples("ab.example", "", "")));

  private static Samples samples(Keyword keyword) {
    return switch (keyword.kind()) {
      case FLAG -> new Samples("", "", "");
      case SWITCH -> new Samples("off", "maybe", "");
      case WHOLE -> {
        String good = keyword.has("clamp") ? "50" : keyword.part(1).startsWith("-") ? "0" : "2";
        yield new Samples(good, "x", "99999999999999");
      }
      case SECONDS -> new Samples("0.5", "1x", keyword.part(2).length() > 15 ? "-1" : "99999");
      case COARSE_SECONDS -> new Samples("0.5", "1x", "4294968");
      case MILLISECONDS -> new Samples("1500", "x", "4294968");
      case WEIGHT -> new Samples("-5 reverse", "x", "255555555555");
      case WORD, WORDS -> {
        boolean bounded = !keyword.part(1).isEmpty() && !keyword.has("alone");
        yield new Samples("word", "", bounded ? "a".repeat(40) : "");
      }
      case INTERFACE -> new Samples("eth0", "", "averyveryverylong");
      case ADDRESS -> new Samples("10.2.0.1", "x", "10.2.0.300");
      case GROUP4 -> new Samples("224.0.0.19", "x", "10.0.0.1");
      case GROUP6 -> new Samples("ff02::13", "x", "fe80::1");
      case CHOICE, CASELESS_CHOICE -> new Samples(keyword.part(1).split("\\|", -1)[0], "foo", "");
      case SCRIPT -> new Samples("/usr/bin/true", "", "");
      case USER -> new Samples("root root", "", "");
      case SPECIAL -> SPECIAL.getOrDefault(keyword.name(), new Samples("", "", ""));
      default -> new Samples("", "", "");
    };
  }

  @Test
  void everyRowTakesAGoodWordAndTellsOfABadOne() {
    List<String> failures = new ArrayList<>();
    for (Keyword keyword : all()) {
      ArgumentKind kind = keyword.kind();
      boolean block =
          kind.opensBlock() || kind == ArgumentKind.VALUES || kind == ArgumentKind.NAMED_VALUES;
      boolean head =
          keyword.name().equals("virtual_server") || keyword.name().equals("real_server");
      if (block || head || kind == ArgumentKind.ENTRY) {
        continue;
      }
      Samples samples = samples(keyword);
      String name = keyword.block().title() + " " + keyword.name();
      if (tells(keyword, samples.good()) && keyword.whenUsed().isEmpty()) {
        failures.add(name + " refuses " + samples.good());
      }
      if (!samples.bad().isEmpty() && !tells(keyword, samples.bad())) {
        failures.add(name + " takes " + samples.bad());
      }
      if (!samples.beyond().isEmpty() && !tells(keyword, samples.beyond())) {
        failures.add(name + " takes " + samples.beyond());
      }
      if (needsWord(keyword) && !tells(keyword, "")) {
        failures.add(name + " may be bare");
      }
    }
    assertEquals(List.of(), failures);
  }

  private static boolean needsWord(Keyword keyword) {
    boolean bare = keyword.kind() == ArgumentKind.FLAG || keyword.kind() == ArgumentKind.SWITCH;
    return !bare && !keyword.mayBeBare();
  }

  /** Whether the parser tells of anything in the keyword's own line. */
  private static boolean tells(Keyword keyword, String argument) {
    return !KeywordLine.complaints(keyword, argument).isEmpty();
  }
}
