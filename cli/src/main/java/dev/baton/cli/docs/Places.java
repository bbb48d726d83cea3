package dev.baton.cli.docs;

import dev.baton.config.keyword.Block;
import dev.baton.config.keyword.Keyword;
import java.util.ArrayList;
import java.util.List;

/** Where an example stands: the heads of the blocks around it, the outermost first. */
final class Places {

  private static final String INSTANCE = "vrrp_instance web";

  private Places() {}

  static List<String> around(Keyword keyword) {
    if (keyword.name().equals("track_group") && keyword.block() == Block.ROUTE_LINE) {
      return List.of("static_routes");
    }
    if (keyword.name().equals("track_group") && keyword.block() == Block.RULE_LINE) {
      return List.of("static_rules");
    }
    return around(keyword.block());
  }

  private static List<String> around(Block block) {
    return switch (block) {
      case ROOT, PREPROCESSING -> List.of();
      case GLOBAL_DEFS -> List.of("global_defs");
      case TRACK_GROUP -> List.of("track_group routers");
      case SYNC_GROUP -> List.of("vrrp_sync_group gateway");
      case GARP_GROUP -> List.of("garp_group");
      case INSTANCE -> List.of(INSTANCE);
      case AUTHENTICATION -> List.of(INSTANCE, "authentication");
      case AUTH_HMAC -> List.of(INSTANCE, "auth_hmac");
      case SCRIPT -> List.of("vrrp_script chk_app");
      case TRACK_PROCESS -> List.of("vrrp_track_process app");
      case TRACK_FILE -> List.of("track_file level");
      case VRRP_TRACK_FILE -> List.of("vrrp_track_file level");
      case BFD_INSTANCE -> List.of("bfd_instance other");
      case SSL -> List.of("SSL");
      case VIRTUAL_ADDRESS_LINE -> List.of(INSTANCE, "virtual_ipaddress");
      case STATIC_ADDRESS_LINE -> List.of("static_ipaddress");
      case ROUTE_LINE -> List.of(INSTANCE, "virtual_routes");
      case RULE_LINE -> List.of(INSTANCE, "virtual_rules");
      case TRACK_INTERFACE_LINE -> List.of(INSTANCE, "track_interface");
      case TRACK_SCRIPT_LINE -> List.of(INSTANCE, "track_script");
      case TRACK_FILE_LINE -> List.of(INSTANCE, "track_file");
      case TRACK_PROCESS_LINE -> List.of(INSTANCE, "track_process");
      case TRACK_BFD_LINE -> List.of(INSTANCE, "track_bfd");
      case PEER_LINE -> List.of(INSTANCE, "unicast_peer");
      case LINKBEAT_LINE -> List.of("linkbeat_interfaces");
      case DELAY_LINE -> List.of("interface_up_down_delays");
      case SERVICE_LINE -> List.of("virtual_server_group http");
      default -> ofServer(block);
    };
  }

  /** Down from the virtual server, by the parts of the block's title. */
  private static List<String> ofServer(Block block) {
    var heads = new ArrayList<String>();
    for (String part : block.title().split("/", -1)) {
      switch (part) {
        case "virtual_server" -> heads.add("virtual_server 192.0.2.10 80");
        case "real_server" -> heads.add("real_server 198.51.100.11 80");
        default -> heads.add(part);
      }
    }
    return heads;
  }
}
