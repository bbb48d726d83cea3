package dev.baton.config.keyword;

/**
 * The words of groups, tracked objects and BFD sessions. {@link KeywordTable} says how to read
 * them.
 */
final class TrackWords {

  private TrackWords() {}

  static final String SYNC_GROUP =
      """
      group | values MEMBER | required | vrrp now
        - Members of the sync group
        repeat first
      track_interface | values TRACK_INTERFACE | - | track now
        - Interfaces tracked by the whole group
        repeat many
      track_script | values TRACK_SCRIPT | - | track now
        - Scripts tracked by the whole group
        repeat many
      track_file | values TRACK_FILE | - | track now
        - Files tracked by the whole group
        repeat many
      track_process | values TRACK_PROCESS | - | track now
        - Processes tracked by the whole group
        repeat many
      track_bfd | values TRACK_BFD | - | track now
        - BFD sessions tracked by the whole group
        repeat many
      notify_backup | script | none | notify now
        - Script when group enters BACKUP
        repeat first
      notify_master | script | none | notify now
        - Script when group enters MASTER
        repeat first
      notify_fault | script | none | notify now
        - Script when group enters FAULT
        repeat first
      notify_stop | script | none | notify now
        - Script when daemon stops
        repeat first
      notify | script | none | notify now
        - Script for every group state change
        repeat first
      smtp_alert | bool | smtp_alert_vrrp | notify later
        - Mail on group state changes
        bad Invalid vrrp_group smtp_alert parameter {value}
      global_tracking | flag | off | vrrp now
        - Old spelling of sync_group_tracking_weight
        state deprecated [reports an error, -t 5]
        retired ({name}) global_tracking is deprecated. Use track_interface/script/file on the
              sync group
      sync_group_tracking_weight | flag | off | vrrp now
        - Allow member tracker weights to differ in a group
      notify_priority_changes | bool | global | notify now
        - Also report priority changes
        bad ({name}) Invalid value '{value}' for sync group notify_priority_changes specified
      """;

  static final String GARP_GROUP =
      """
      garp_interval | sec 0 4294.967295 | 0 | vrrp now
        - Shared minimum gap between GARPs
      gna_interval | sec 0 4294.967295 | 0 | vrrp now
        - Shared minimum gap between NAs
      interface | if | - | vrrp now
        - Single interface of the group
        repeat many
      interfaces | values INTERFACE | - | vrrp now
        - Interfaces sharing the limits
        repeat many
      """;

  static final String TRACK_GROUP =
      """
      group | values MEMBER | - | routes now
        - Members of the track group
        repeat first
      """;

  static final String SCRIPT =
      """
      script | script | required | track now
        - Command to run
        none ok
      interval | sec3 0 4294.000 least 1 | 1 | track now
        - Time between runs
        bad ({name}): vrrp script interval '{value}' must be between 0.001 and 4294 - ignoring
        zero ({name}): vrrp script interval must be greater than 0, setting to 1
      timeout | sec3 0 4294.000 least 1 | 0 (= interval) | track now
        - Kill script after this long
        bad ({name}): vrrp script timeout '{value}' invalid - ignoring
        zero ({name}): vrrp script timeout must be greater than 0, setting to 1
      weight | weight -253 253 | 0 | track now
        - Priority change; zero means fault on failure
        bad vrrp_script {name} weight {value} must be in [-253, 253]
      rise | int 1 2147483647 | 1 | track now
        - Successes needed to become good
        bad ({name}): vrrp script rise value '{value}' invalid, defaulting to 1
      fall | int 1 2147483647 | 1 | track now
        - Failures needed to become bad
        bad ({name}): vrrp script fall value '{value}' invalid, defaulting to 1
      user | user | script_user | track now
        - Identity the script runs as
      init_fail | flag | off | track now
        - Consider failed until first result (without effect in 2.4.3, a defect; the manual's
        - meaning is right)
      """;

  static final String PROCESS =
      """
      process | words | required | track now
        - Process name and optional parameters to match
        repeat first
        usage <COMMAND> [<PARAM>...]
      param_match | choice? initial|partial | exact | track now
        - How parameters are compared
        bad Invalid param_match type {value} - ignoring
      weight | weight -254 254 | 0 | track now
        - Priority change; zero means fault
        repeat first
        none No weight specified for track process {name} - ignoring
        bad Weight ({value}) for vrrp_track_process {name} must be between [-254..254]
              inclusive. Ignoring...
      quorum | int 1 65535 | 1 | track now
        - Minimum matching processes
        bad Quorum ({value}) for vrrp_track_process {name} must be between [1..65535] inclusive.
              Ignoring...
      quorum_max | int 0 65535 | unlimited | track now
        - Maximum matching processes
        bad quorum_max ({value}) for vrrp_track_process {name} must be between [0..65535]
              inclusive. Ignoring...
      delay | sec 0.000001 3600 | 0 | track now
        - Delay both gain and loss of quorum
        bad delay ({value}) for vrrp_track_process {name} must be between [0.000001..3600]
              inclusive. Ignoring...
      terminate_delay | sec 0.000001 3600 | 0 | track now
        - Delay reaction to lost quorum
        bad terminate_delay ({value}) for vrrp_track_process {name} must be between
              [0.000001..3600] inclusive. Ignoring...
      fork_delay | sec 0.000001 3600 | 0 | track now
        - Delay reaction to gained quorum
        bad fork_delay ({value}) for vrrp_track_process {name} must be between [0.000001..3600]
              inclusive. Ignoring...
      full_command | flag | off | track now
        - Match the whole command line, not the short name
      """;

  static final String FILE =
      """
      file | word | required | track now
        - File to watch
        repeat first
        none track file file name missing
        bad File already set for track file {name} - ignoring {value}
      weight | weight -254 254 | 1 | track now
        - Multiplier for the file's number; zero means fault
        repeat first
        none No weight specified for track file {name} - ignoring
        bad Weight ({value}) for track_file {name} must be between [-254..254] inclusive.
              Ignoring...
      init_file | special | off; value 0 | track now
        - Create file (or overwrite) with a number at start
        usage [<INT>] [overwrite]
        none ok
        bad Unknown track file init option {value}
      """;

  static final String BFD =
      """
      source_ip | ip cut | kernel choice | bfd now
        - Local address of session
        bad Configuration error: BFD instance {name} has malformed source address {value},
              ignoring
      neighbor_ip | ip cut | required | bfd now
        - Peer address
        bad Configuration error: BFD instance {name} has malformed neighbor address {value},
              ignoring instance
      neighbour_ip | ip cut | - | bfd now
        - Other spelling of neighbor_ip
        state alias of neighbor_ip [silently accepted]
        bad Configuration error: BFD instance {name} has malformed neighbor address {value},
              ignoring instance
      min_rx | msec 1 4294967 | 10 | bfd now
        - Required minimum receive interval
        bad Configuration error: BFD instance {name} min_rx value {value} is not valid (must be
              in range [1-4294967]), ignoring
      min_tx | msec 1 4294967 | 10 | bfd now
        - Desired minimum transmit interval
        bad Configuration error: BFD instance {name} min_tx value {value} is not valid (must be
              in range [1-4294967]), ignoring
      idle_tx | msec 1000 4294967 | 1000 | bfd now
        - Transmit interval while session is down
        bad Configuration error: BFD instance {name} idle_tx value {value} is not valid (must be
              in range [1000-4294967]), ignoring
      multiplier | int 1 255 | 5 | bfd now
        - Missed packets before down
        bad Configuration error: BFD instance {name} multiplier value {value} not valid (must be
              in range [1-255]), ignoring
      passive | flag | off | bfd now
        - Wait for peer to start session
      ttl | int 1 255 | 255 | bfd now
        - TTL of sent packets
        bad Configuration error: BFD instance {name} ttl/hoplimit value {value} not valid (must
              be in range [1-255]), ignoring
      hoplimit | int 1 255 | 255 | bfd now
        - IPv6 wording of ttl
        state alias of ttl [silently accepted]
        bad Configuration error: BFD instance {name} ttl/hoplimit value {value} not valid (must
              be in range [1-255]), ignoring
      max_hops | int -1 255 | 0 | bfd now
        - Maximum hops a received packet may have taken
        bad Configuration error: BFD instance {name} max_hops value {value} not valid (must be
              in range [-1-255]), ignoring
      multihop | bool | off | bfd now
        - Multihop session using port 4784
      weight | weight -253 253 | 0 | bfd now
        - Default priority change for track_bfd
        bad Configuration error: BFD instance {name} weight value {value} not valid (must be in
              range [-253-253]), ignoring
      vrrp | flag | both when neither given | bfd now
        - Deliver events only to VRRP process
      checker | flag | both when neither given | bfd now
        - Deliver events only to checker process
      """;
}
