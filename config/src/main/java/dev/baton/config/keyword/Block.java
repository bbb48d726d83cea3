package dev.baton.config.keyword;

import java.util.List;

/** The blocks of the language, and the kinds of lines within value blocks. */
public enum Block {
  ROOT("(root)", ProcessWords.ROOT),
  GLOBAL_DEFS("global_defs", GlobalWords.ADVERTS, GlobalWords.NOTICES, ProcessWords.PROCESSES),
  TRACK_GROUP("track_group", TrackWords.TRACK_GROUP),
  SYNC_GROUP("vrrp_sync_group", TrackWords.SYNC_GROUP),
  GARP_GROUP("garp_group", TrackWords.GARP_GROUP),
  INSTANCE("vrrp_instance", VrrpWords.INSTANCE),
  AUTHENTICATION("vrrp_instance/authentication", VrrpWords.AUTHENTICATION),
  AUTH_HMAC("vrrp_instance/auth_hmac", VrrpWords.HMAC),
  SCRIPT("vrrp_script", TrackWords.SCRIPT),
  TRACK_PROCESS("vrrp_track_process", TrackWords.PROCESS),
  TRACK_FILE("track_file", TrackWords.FILE),
  VRRP_TRACK_FILE("vrrp_track_file", TrackWords.FILE),
  BFD_INSTANCE("bfd_instance", TrackWords.BFD),
  SSL("SSL", ServerWords.SSL),
  VIRTUAL_SERVER("virtual_server", ServerWords.VIRTUAL_SERVER),
  REAL_SERVER("virtual_server/real_server", ServerWords.REAL_SERVER),
  MISC_CHECK("virtual_server/real_server/MISC_CHECK", CheckerWords.MISC),
  SMTP_CHECK(
      "virtual_server/real_server/SMTP_CHECK",
      CheckerWords.CONNECTION,
      CheckerWords.RETRY,
      CheckerWords.SMTP),
  SMTP_HOST(
      "virtual_server/real_server/SMTP_CHECK/host", CheckerWords.CONNECTION, CheckerWords.RETRY),
  TCP_CHECK("virtual_server/real_server/TCP_CHECK", CheckerWords.CONNECTION, CheckerWords.RETRY),
  PING_CHECK("virtual_server/real_server/PING_CHECK", CheckerWords.CONNECTION, CheckerWords.RETRY),
  UDP_CHECK(
      "virtual_server/real_server/UDP_CHECK",
      CheckerWords.CONNECTION,
      CheckerWords.RETRY,
      CheckerWords.UDP),
  HTTP_GET("virtual_server/real_server/HTTP_GET", CheckerWords.CONNECTION, CheckerWords.HTTP),
  HTTP_URL("virtual_server/real_server/HTTP_GET/url", CheckerWords.URL),
  SSL_GET(
      "virtual_server/real_server/SSL_GET",
      CheckerWords.CONNECTION,
      CheckerWords.HTTP,
      CheckerWords.TLS),
  SSL_URL("virtual_server/real_server/SSL_GET/url", CheckerWords.URL, CheckerWords.TLS_URL),
  DNS_CHECK("virtual_server/real_server/DNS_CHECK", CheckerWords.CONNECTION, CheckerWords.DNS),
  FILE_CHECK("virtual_server/real_server/FILE_CHECK", CheckerWords.FILE),
  BFD_CHECK("virtual_server/real_server/BFD_CHECK", CheckerWords.BFD),

  VIRTUAL_ADDRESS_LINE(
      "virtual_ipaddress/(entry)", AddressWords.ADDRESS, AddressWords.VIRTUAL_ADDRESS),
  STATIC_ADDRESS_LINE(
      "static_ipaddress/(entry)", AddressWords.ADDRESS, AddressWords.STATIC_ADDRESS),
  ROUTE_LINE("routes/(entry)", RouteWords.ROUTE),
  RULE_LINE("rules/(entry)", RouteWords.RULE),
  TRACK_INTERFACE_LINE("track_interface/(entry)", AddressWords.TRACK_INTERFACE),
  TRACK_SCRIPT_LINE("track_script/(entry)", AddressWords.TRACK_SCRIPT),
  TRACK_FILE_LINE("track_file/(entry)", AddressWords.TRACK_FILE),
  TRACK_PROCESS_LINE("track_process/(entry)", AddressWords.TRACK_PROCESS),
  TRACK_BFD_LINE("track_bfd/(entry)", AddressWords.TRACK_BFD),
  PEER_LINE("unicast_peer/(entry)", AddressWords.PEER),
  LINKBEAT_LINE("linkbeat_interfaces/(entry)", AddressWords.LINKBEAT),
  DELAY_LINE("interface_up_down_delays/(entry)", AddressWords.DELAY),
  SERVICE_LINE("virtual_server_group/(entry)", AddressWords.SERVICE),
  PREPROCESSING("(preprocessing)", AddressWords.PREPROCESSING);

  private final String title;
  private final String rows;
  private final String moreRows;
  private final String furtherRows;

  Block(String title, String rows) {
    this(title, rows, "", "");
  }

  Block(String title, String rows, String moreRows) {
    this(title, rows, moreRows, "");
  }

  Block(String title, String rows, String moreRows, String furtherRows) {
    this.title = title;
    this.rows = rows;
    this.moreRows = moreRows;
    this.furtherRows = furtherRows;
  }

  /** How the manual and messages call it. */
  public String title() {
    return title;
  }

  /** The texts of its rows; a later row of the same word replaces an earlier one. */
  List<String> rows() {
    return List.of(rows, moreRows, furtherRows);
  }

  /** Whether this is a block with keywords, not a line of a value block. */
  public boolean holdsKeywords() {
    return compareTo(BFD_CHECK) <= 0;
  }

  /** The block that {@code keyword} opens within this one. */
  public Block opened(String keyword) {
    return switch (keyword) {
      case "global_defs" -> GLOBAL_DEFS;
      case "track_group" -> TRACK_GROUP;
      case "vrrp_sync_group" -> SYNC_GROUP;
      case "garp_group" -> GARP_GROUP;
      case "vrrp_instance" -> INSTANCE;
      case "authentication" -> AUTHENTICATION;
      case "auth_hmac" -> AUTH_HMAC;
      case "vrrp_script" -> SCRIPT;
      case "vrrp_track_process" -> TRACK_PROCESS;
      case "track_file" -> TRACK_FILE;
      case "vrrp_track_file" -> VRRP_TRACK_FILE;
      case "bfd_instance" -> BFD_INSTANCE;
      case "SSL" -> SSL;
      case "virtual_server" -> VIRTUAL_SERVER;
      case "real_server" -> REAL_SERVER;
      case "MISC_CHECK" -> MISC_CHECK;
      case "SMTP_CHECK" -> SMTP_CHECK;
      case "host" -> SMTP_HOST;
      case "TCP_CHECK" -> TCP_CHECK;
      case "PING_CHECK" -> PING_CHECK;
      case "UDP_CHECK" -> UDP_CHECK;
      case "HTTP_GET" -> HTTP_GET;
      case "SSL_GET" -> SSL_GET;
      case "url" -> this == SSL_GET ? SSL_URL : HTTP_URL;
      case "DNS_CHECK" -> DNS_CHECK;
      case "FILE_CHECK" -> FILE_CHECK;
      case "BFD_CHECK" -> BFD_CHECK;
      default -> throw new IllegalArgumentException(keyword + " opens no block");
    };
  }
}
