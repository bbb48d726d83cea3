package dev.baton.config.keyword;

/**
 * The words of one line within address blocks, peers, trackers and the like. {@link KeywordTable}
 * says how to read them.
 */
final class AddressWords {

  private AddressWords() {}

  static final String ADDRESS =
      """
      dev | entry | instance interface (static: default_interface) | routes now
        - Interface holding the address
        usage <IF>
      scope | entry | global | routes now
        - Address scope
        usage <NAME|0-255>
      brd | entry | none | routes now
        - Broadcast address, computed with + or -
        usage <IPv4>|+|-
      broadcast | entry | none | routes now
        - Long form of brd
        usage <IPv4>|+|-
        state alias of brd
      label | entry | none | routes now
        - Address label (IPv4)
        usage <LABEL under 16 chars>
      peer | entry | none | routes now
        - Peer address
        usage <IP>[/<LEN>]
      home | entry | off | routes now
        - Mobile IPv6 home address flag
      -nodad | entry | off | routes now
        - Skip duplicate address detection
      mngtmpaddr | entry | off | routes now
        - Manage temporary addresses flag
      noprefixroute | entry | off | routes now
        - No automatic prefix route
      autojoin | entry | off | routes now
        - Join multicast group for address
      preferred_lft | entry | forever (IPv6 /128 VIP: 0) | routes now
        - Preferred lifetime
        usage <SECONDS>|forever|0
      no_track | entry | off | routes now
        - Loss of address does not fault
      """;

  static final String VIRTUAL_ADDRESS =
      """
      (address) | entry | /32 or /128 | vrrp now
        - One VIP; first VIP fixes the family
        repeat many
        usage <IP>[/<LEN>] [options]
      use_vmac | entry | off | vrrp now
        - Own macvlan for this VIP on another interface
      """;

  static final String STATIC_ADDRESS =
      """
      (address) | entry | /32 or /128 | routes now
        - One address; options below, any order
        repeat many
        usage <IP>[/<LEN>] [options]
      track_group | entry | none | routes now
        - Fault these instances when the address disappears
        usage <NAME>
      """;

  static final String TRACK_INTERFACE =
      """
      (entry) | entry | weight 0 = fault | track now
        - +/-254 stored as +/-253 with error
        repeat many
        usage <IF> [weight <INT -254..254> [reverse|noreverse]]
      """;

  static final String TRACK_SCRIPT =
      """
      (entry) | entry | vrrp_script weight | track now
        - Script must be defined earlier in the file
        repeat many
        usage <SCRIPT NAME> [weight <INT -254..254> [reverse|noreverse]]
      """;

  static final String TRACK_FILE =
      """
      (entry) | entry | track_file weight | track now
        - File must be defined earlier
        repeat many
        usage <TRACK FILE NAME> [weight <INT -254..254> [reverse|noreverse]]
      """;

  static final String TRACK_PROCESS =
      """
      (entry) | entry | vrrp_track_process weight | track now
        - Process must be defined earlier
        repeat many
        usage <PROCESS NAME> [weight <INT -254..254> [reverse|noreverse]]
      """;

  static final String TRACK_BFD =
      """
      (entry) | entry | bfd_instance weight | track now
        - Session must be defined
        repeat many
        usage <BFD NAME> [weight <INT -253..253> [reverse|noreverse]]
      """;

  static final String PEER =
      """
      (entry) | entry | - | vrrp now
        - One peer and accepted TTL window
        repeat many
        usage <IP> [min_ttl <0-255>] [max_ttl <0-255>]
      """;

  static final String LINKBEAT =
      """
      (entry) | entry | best available | vrrp later
        - One polled interface and method
        repeat many
        usage <IF> [MII|ETHTOOL|IOCTL]
      """;

  static final String DELAY =
      """
      (entry) | entry | up 0 | track now
        - Delays in seconds
        repeat many
        usage <IF> <DOWN 0-255> [<UP 0-255>] (6 decimals)
      """;

  static final String SERVICE =
      """
      (address) | entry | - | ipvs later
        - Address or range; IPv4 N decimal last octet, IPv6 N hex
        repeat many
        usage <IP>[-<N>|-<IP>][/<LEN>] [<PORT>]
      fwmark | entry | both families as used | ipvs later
        - One firewall mark
        repeat many
        usage <INT 0-4294967295> [inet|inet6]
      """;

  static final String PREPROCESSING =
      """
      include | entry | - | preprocessing now
        - Read other files here; missing only logs
        repeat many
        usage <GLOB>
      includer | entry | - | preprocessing now
        - As include; unreadable/non-regular match is an error
        repeat many
        usage <GLOB>
      includem | entry | - | preprocessing now
        - As include; nothing matched is an error
        repeat many
        usage <GLOB>
      includew | entry | - | preprocessing now
        - As includem, also for wildcard patterns
        repeat many
        usage <GLOB>
      includeb | entry | - | preprocessing now
        - As include; every brace alternative must match
        repeat many
        usage <GLOB>
      includea | entry | - | preprocessing now
        - All include checks
        repeat many
        usage <GLOB>
      @ID | entry | - | preprocessing now
        - Line only for that config id (-i or host name)
        repeat many
        usage @<CONFIG ID> <rest of line>
      @^ID | entry | - | preprocessing now
        - Line only for other config ids
        repeat many
        usage @^<CONFIG ID> <rest of line>
      $NAME= | entry | - | preprocessing now
        - Define text or multi-line macro
        usage $<NAME>=<TEXT>[\\ newline more text...]
      ${NAME} | entry | undefined: left as is | preprocessing now
        - Expand a macro
        repeat many
        usage ${<NAME>} or $<NAME>
      ~SEQ | entry | start 1 step 1 | preprocessing now
        - Repeat line for each number
        repeat many
        usage ~SEQ(<VAR>, [<START>, [<STEP>,]] <END>) <line>
      ~SEQx | entry | - | preprocessing now
        - As SEQ, printed in hexadecimal
        repeat many
        usage ~SEQx(...) <line>
      ~LST | entry | - | preprocessing now
        - Repeat line for each listed value
        repeat many
        usage ~LST(<VAR>, <V1>,...) | ~LST({<VAR>,...},{<V>,...},...) <line>
      $_PWD | entry | dir of current file | preprocessing now
        - Predefined
        usage ${_PWD}
      $_INSTANCE | entry | config id | preprocessing now
        - Predefined
        usage ${_INSTANCE}
      $_RANDOM | entry | 0..32767 | preprocessing now
        - Predefined random number
        repeat many
        usage ${_RANDOM [<MIN> [<MAX>]]}
      $_ENV | entry | empty when unset | preprocessing now
        - Environment value; without name 2.4.3 crashes
        repeat many
        usage ${_ENV <VARIABLE>}
      $_HASH | entry | # | preprocessing now
        - Literal #, still a comment outside quotes
        repeat many
        usage ${_HASH}
      $_BANG | entry | ! | preprocessing now
        - Literal !, still a comment outside quotes
        repeat many
        usage ${_BANG}
      """;
}
