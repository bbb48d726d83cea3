package dev.baton.config.keyword;

/** The words of the health checkers. {@link KeywordTable} says how to read them. */
final class CheckerWords {

  private CheckerWords() {}

  private static final String PACE =
      """
      warmup | sec 0 18446744073709.551614 | real_server, else delay_loop | checker later
        - Maximum random delay before first check
      delay_loop | sec 0.000001 18446744073709.551614 | real_server | checker later
        - Interval between checks
        bad delay_loop '{value}' is invalid - ignoring
      alpha | bool | real_server | checker later
        - Checker starts as failed
        bad Invalid alpha parameter {value}
      log_all_failures | bool | checker_log_all_failures | checker later
        - Log each failed attempt
        bad Invalid log_all_failures parameter {value}
      """;

  static final String CONNECTION =
      """
      connect_ip | ip cut | real server address | checker later
        - Address to probe
        bad Invalid connect_ip address {value} - ignoring
      connect_port | int 1 65535 | real server port | checker later
        - Port to probe
        bad Invalid checker connect_port '{value}'
      bindto | ip cut | any | checker later
        - Source address of probe
        bad Invalid bindto address {value} - ignoring
      bind_port | int 1 65535 | any | checker later
        - Source port of probe
        bad Invalid checker bind_port '{value}'
      bind_if | if | any | checker later
        - Interface of probe, needed for link-local
      connect_timeout | sec 0.000001 4294.967295 | real_server | checker later
        - Probe timeout
        bad connect_timeout {value} invalid - ignoring
      fwmark | int 0 4294967295 | none | checker later
        - Mark put on probe packets
        bad Invalid fwmark connection value '{value}'
      """
          + PACE;

  static final String RETRY =
      """
      retry | int 0 4294967295 | real_server, else 1 | checker later
        - Extra attempts before declaring failure
        bad Invalid retry connection value '{value}'
      delay_before_retry | sec 0 18446744073709.551614 | real_server, else 1 s | checker later
        - Wait between attempts
      """;

  static final String MISC =
      """
      retry | int 0 4294967295 | real_server, else 0 | checker later
        - Extra attempts before declaring failure
        bad Invalid retry connection value '{value}'
      delay_before_retry | sec 0 18446744073709.551614 | real_server, else 1 s | checker later
        - Wait between attempts
      """
          + PACE
          + """
      misc_path | script | required | checker later
        - Program to run
        none ok
      misc_timeout | int 0 4294 | delay_loop | checker later
        - Seconds before program is killed
        bad Invalid misc_timeout value '{value}'
      misc_dynamic | flag | off | checker later
        - Exit status 2-255 sets weight to status minus two
      user | user | script_user | checker later
        - Identity of program
        none No user specified for misc checker script '/usr/bin/true'
      """;

  static final String SMTP =
      """
      helo_name | word | smtpchecker.keepalived.org | checker later
        - Name sent in HELO
        repeat replace
        none SMTP_CHECK helo name missing
      host | block | - | checker later
        - Old way to give several endpoints
        repeat once
        state deprecated [silently accepted]
      """;

  static final String UDP =
      """
      payload | special | empty datagram | checker later
        - Bytes to send
        usage <HEX>...
        none UDP_CHECK payload requires a payload
        bad Invalid hex string for UDP_CHECK payload
      require_reply | special | off | checker later
        - Answer needed, optionally with these leading bytes
        usage [<HEX with x wildcards>...]
        none ok
        bad Invalid hex string for UDP_CHECK reply
      min_reply_length | int 0 65535 | 0 | checker later
        - Shortest acceptable answer
        bad UDP_CHECK min length {value} not valid - must be between 0 & 65535
      max_reply_length | int 0 65535 | 255 | checker later
        - Longest acceptable answer
        bad UDP_CHECK max length {value} not valid - must be between 0 & 65535
      """;

  static final String HTTP =
      """
      retry | int 0 4294967295 | real_server, else 1 | checker later
        - Extra attempts before declaring failure
        bad Invalid retry connection value '{value}'
      delay_before_retry | sec 0 18446744073709.551614 | real_server, else 3 s | checker later
        - Wait between attempts
      nb_get_retry | int 0 4294967295 | - | checker later
        - Old name of retry
        state deprecated alias of retry [reports an error, -t 5]
        bad Invalid nb_get_retry value '{value}'
        retired nb_get_retry is deprecated - please use 'retry'
      virtualhost | word | real_server virtualhost | checker later
        - Host header for all urls
        repeat replace
        none HTTP_GET virtualhost name missing
      http_protocol | choice 1.0|1.0C|1.0c|1.1 | 1.0 | checker later
        - Request version; c adds Connection: close
        none Missing http_protocol version
        bad Invalid http_protocol version {value}
      enable_sni | bool | off | checker later
        - Send TLS server name (virtualhost)
        bad Invalid enable_sni parameter {value}
      sni_name | word? | virtualhost | checker later
        - TLS server name, implies enable_sni
        repeat replace
      fast_recovery | bool | off | checker later
        - Fewer urls tried when recovering
        bad Invalid fast_recovery parameter {value}
      url | block | at least one | checker later
        - One page to request
        repeat once
      """;

  static final String URL =
      """
      path | word | required | checker later
        - Request path
        repeat replace
      digest | special | none | checker later
        - MD5 the body must have
        repeat first
        usage <32 HEX>
      status_code | special | 200-299 unless digest/regex | checker later
        - Accepted status codes
        repeat many
        usage <100-599>[-<100-599>]...
        none ok
      virtualhost | word | checker virtualhost | checker later
        - Host header
        repeat replace
        none Missing HTTP_GET virtualhost name
      regex | script | none | checker later
        - Body must match
        repeat replace
        none regex has no pattern - ignoring
      regex_no_match | flag | off | checker later
        - Invert regex result
      regex_options | words | none | checker later
        - Compile options
        repeat many
        usage <PCRE2 OPTION NAME>... (unknown names ignored)
        none ok
      regex_min_offset | word | 0 | checker later
        - Earliest body offset searched
        usage <INT>
        none ok
      regex_max_offset | word | unlimited | checker later
        - Latest body offset for match start
        usage <INT>
        none ok
      regex_stack | words | PCRE2 default | checker later
        - JIT stack sizes
        usage <START> <MAX>
        none ok
      """;

  static final String TLS =
      """
      tls_compliant | bool | off | checker later
        - Treat missing TLS close notify as error
      """;

  static final String TLS_URL =
      """
      tls_compliant | bool | checker | checker later
        - Per-url TLS close notify strictness
      """;

  static final String DNS =
      """
      retry | int 0 4294967295 | real_server, else 3 | checker later
        - Extra attempts before declaring failure
        bad Invalid retry connection value '{value}'
      delay_before_retry | sec 0 18446744073709.551614 | RS, else delay_loop | checker later
        - Wait between attempts
      type | nocase A|NS|CNAME|SOA|MX|TXT|AAAA|RRSIG|DNSKEY | SOA | checker later
        - Query type
        bad Unknown DNS check type {value} - ignoring
      name | special | . | checker later
        - Name to query
        repeat first
        usage <DNS NAME> (one-letter first label rejected: bug)
      """;

  static final String FILE =
      """
      track_file | word | required | checker later
        - Which track_file supplies the value
      weight | weight -2147483647 2147483647 noreverse | track_file weight | checker later
        - Multiplier for file value
        none track file weight missing
        bad weight for track file must be in [-2147483647..2147483647] inclusive. Ignoring...
      """;

  static final String BFD =
      """
      name | special | required | checker later
        - Session to follow
        repeat first
        usage <BFD INSTANCE>
        none ([10.2.0.10]:tcp:80) BFD_CHECK - No or too many names specified - skipping checker
        bad ([10.2.0.10]:tcp:80) BFD_CHECK - BFD {value} not configured
      alpha | bool | real_server | checker later
        - Start down until session is up
        bad Invalid alpha parameter {value}
      """;
}
