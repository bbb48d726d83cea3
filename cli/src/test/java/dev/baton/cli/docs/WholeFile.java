package dev.baton.cli.docs;

import dev.baton.config.keyword.Keyword;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A whole configuration around an example: what the example's blocks cannot do without, and what it
 * names. What the example says itself is left out.
 */
final class WholeFile {

  /** What stands before each example, unless the example defines it itself. */
  private static final Map<String, String> NAMED = new LinkedHashMap<>();

  /** What a block cannot do without, by the first word of its head; a statement a line. */
  private static final Map<String, List<String>> NEEDED =
      Map.ofEntries(
          Map.entry(
              "vrrp_instance",
              List.of(
                  "interface eth0",
                  "state BACKUP",
                  "virtual_router_id 77",
                  "virtual_ipaddress {\n192.0.2.10/24\n}")),
          Map.entry("authentication", List.of("auth_type PASS", "auth_pass s3cret")),
          Map.entry("auth_hmac", List.of("key 1 " + "k".repeat(32), "active_key 1")),
          Map.entry("vrrp_script", List.of("script /usr/bin/true")),
          Map.entry("vrrp_track_process", List.of("process app")),
          Map.entry("track_file", List.of("file /run/baton/level")),
          Map.entry("vrrp_track_file", List.of("file /run/baton/level")),
          Map.entry("bfd_instance", List.of("neighbor_ip 192.0.2.4")),
          Map.entry("vrrp_sync_group", List.of("group {\nweb\ninside\n}")),
          Map.entry("track_group", List.of("group {\nweb\n}")),
          Map.entry("garp_group", List.of("interface eth0", "garp_interval 0.02")),
          Map.entry(
              "virtual_server",
              List.of(
                  "lvs_sched rr",
                  "lvs_method NAT",
                  "protocol TCP",
                  "real_server 198.51.100.11 80 {\nTCP_CHECK\n}")),
          Map.entry("MISC_CHECK", List.of("misc_path /usr/bin/true")),
          Map.entry("HTTP_GET", List.of("url {\npath /\nstatus_code 200\n}")),
          Map.entry("SSL_GET", List.of("url {\npath /\nstatus_code 200\n}")),
          Map.entry("url", List.of("path /")),
          Map.entry("FILE_CHECK", List.of("track_file load")),
          Map.entry("BFD_CHECK", List.of("name peer")));

  static {
    NAMED.put("global_defs", "global_defs {\nscript_user nobody\nenable_script_security\n}");
    NAMED.put("bfd_instance peer", "bfd_instance peer {\nneighbor_ip 192.0.2.9\n}");
    NAMED.put("vrrp_script chk_nginx", "vrrp_script chk_nginx {\nscript /usr/bin/true\n}");
    NAMED.put("vrrp_track_process nginx", "vrrp_track_process nginx {\nprocess nginx\n}");
    NAMED.put("track_file load", "track_file load {\nfile /run/baton/load\n}");
    NAMED.put("track_group routers", "track_group routers {\ngroup {\nweb\n}\n}");
    NAMED.put(
        "vrrp_instance web",
        "vrrp_instance web {\ninterface eth0\nvirtual_router_id 77\n"
            + "virtual_ipaddress {\n192.0.2.10/24\n}\n}");
    NAMED.put(
        "vrrp_instance inside",
        "vrrp_instance inside {\ninterface eth1\nvirtual_router_id 78\n"
            + "virtual_ipaddress {\n198.51.100.1/24\n}\n}");
  }

  private WholeFile() {}

  static String around(Keyword keyword, List<String> lines) {
    List<String> heads = Places.around(keyword);
    String outermost = heads.isEmpty() ? lines.get(0).replace(" {", "") : heads.get(0);
    var text = new ArrayList<String>();
    NAMED.forEach(
        (head, block) -> {
          if (!head.equals(outermost) || head.equals("global_defs")) {
            text.add(block);
          }
        });
    for (int depth = 0; depth < heads.size(); depth++) {
      text.add(heads.get(depth) + " {");
      boolean innermost = depth + 1 == heads.size();
      text.addAll(needed(heads.get(depth), innermost ? lines : List.of(heads.get(depth + 1))));
    }
    text.addAll(lines);
    heads.forEach(head -> text.add("}"));
    return String.join("\n", text) + "\n";
  }

  /** What the block needs and does not say itself; a VRF stands for an interface. */
  private static List<String> needed(String head, List<String> said) {
    var words = new HashSet<String>();
    said.forEach(line -> words.add(firstWord(line).replace("vrf", "interface")));
    var kept = new ArrayList<String>();
    boolean tracks = head.equals("track_file");
    for (String statement : NEEDED.getOrDefault(tracks ? "" : firstWord(head), List.of())) {
      if (!words.contains(firstWord(statement))) {
        kept.add(statement);
      }
    }
    return kept;
  }

  private static String firstWord(String line) {
    int end = line.indexOf(' ');
    return end < 0 ? line : line.substring(0, end);
  }
}
