package dev.baton.config.read;

import dev.baton.config.diagnose.Consequence;
import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.diagnose.SourceSpan;
import dev.baton.config.facts.HostFacts;
import dev.baton.config.facts.HostQuestions;
import dev.baton.config.facts.PathFact;
import dev.baton.config.read.scope.BlockScope;
import dev.baton.config.read.scope.CommandJudge;
import dev.baton.config.read.scope.CommandJudge.Candidate;
import dev.baton.config.read.scope.CommandJudge.Purpose;
import dev.baton.config.read.scope.GlobalScope;
import dev.baton.config.text.Word;
import dev.baton.config.tree.Directive;
import dev.baton.config.tree.Quantities;
import dev.baton.config.tree.Value;
import dev.baton.core.kernel.Firewall;
import dev.baton.core.model.Command;
import dev.baton.core.model.GlobalConfig;
import dev.baton.core.model.GlobalSettings;
import dev.baton.core.model.NotifyFifo;
import dev.baton.core.model.RouterConfig;
import dev.baton.core.net.IpAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** Reads the settings of the daemon as a whole and of the router process. */
final class GlobalReader {

  /** keepalived's name of the VRRP process where each process has one of its own. */
  private static final String VRRP_NAME = "keepalived_vrrp";

  private static final int UMASK_DEFAULT = 0177;

  private final BlockScope scope;
  private final GlobalScope global;
  private final HostFacts facts;
  private final HostQuestions host;
  private final CommandJudge judge;
  private final Diagnostics diagnostics;

  /** Those that instances tell of; in the order in which they are told. */
  private final List<NotifyFifo> fifos = new ArrayList<>();

  GlobalReader(BlockScope scope) {
    this.scope = scope;
    this.global = scope.global();
    this.facts = scope.facts();
    this.host = scope.host();
    this.judge = scope.judge();
    this.diagnostics = scope.diagnostics();
  }

  /** Tells of what the host or another setting contradicts. */
  void check(List<Directive> nodes) {
    for (Directive node : nodes) {
      if (node instanceof Directive.Section section
          && section.keyword().name().equals("global_defs")) {
        for (Directive inner : section.body()) {
          checkGlobal(inner);
        }
      }
    }
    boolean routers = has(nodes, "vrrp_instance");
    boolean servers = has(nodes, "virtual_server");
    var reader = new FifoReader(scope);
    if (routers || servers) {
      reader.read("notify_fifo").ifPresent(fifos::add);
    }
    if (routers) {
      reader.read("vrrp_notify_fifo").ifPresent(fifos::add);
    }
    if (servers) {
      script("lvs_notify_fifo_script", Purpose.NOTIFY);
    }
  }

  private static boolean has(List<Directive> nodes, String word) {
    for (Directive node : nodes) {
      if (node.keyword().name().equals(word)) {
        return true;
      }
    }
    return false;
  }

  private void checkGlobal(Directive node) {
    if (node instanceof Directive.Section block) {
      if (block.keyword().name().equals("notification_email") && block.lines().isEmpty()) {
        diagnostics.add(
            Diagnostic.error(
                    "empty-email", block.span(), "Warning - empty notification_email block")
                .withHelp("write an address into it, or delete it"));
      }
      return;
    }
    var setting = (Directive.Setting) node;
    switch (setting.keyword().name()) {
      case "smtp_server" -> mailServer(setting);
      case "script_user" -> scriptUser(setting);
      case "vrrp_cpu_affinity", "checker_cpu_affinity", "bfd_cpu_affinity" -> processors(setting);
      case "config_save_dir" -> saveDirectory(setting);
      case "vrrp_ipsets" -> ipsets(setting);
      case "vrrp_rx_bufs_policy" -> bufferPolicy(setting);
      case "control_socket_group" -> controlGroup(setting);
      default -> {}
    }
  }

  private void mailServer(Directive.Setting setting) {
    List<Word> words = setting.words();
    String host = words.get(1).text();
    String port = words.size() > 2 ? words.get(2).text() : "25";
    if (IpAddress.parse(host).isEmpty() && !facts.resolves(host)) {
      diagnostics.add(
          Diagnostic.error(
                  "smtp-server", words.get(1).span(), "Invalid smtp server " + host + " " + port)
              .because("the name cannot be resolved"));
    }
  }

  private void scriptUser(Directive.Setting setting) {
    List<Word> words = setting.words();
    String group = words.size() > 2 ? words.get(2).text() : "";
    String bare = group.startsWith(":") ? group.substring(1) : group;
    boolean known = host.user(words.get(1).text(), setting.argumentSpan()).isPresent();
    if (!known || (!bare.isEmpty() && host.group(bare, setting.argumentSpan()).isEmpty())) {
      diagnostics.leaveScriptsUnjudged();
      diagnostics.add(
          Diagnostic.error(
                  "script-user", setting.argumentSpan(), "Error setting global script uid/gid")
              .consequenceOf(new Consequence.OfSameCause())
              .because(
                  known
                      ? "there is no group `" + bare + "`"
                      : "there is no user `" + words.get(1).text() + "`")
              .withHelp("name one that exists, or create it first"));
    }
  }

  private void processors(Directive.Setting setting) {
    String process = setting.keyword().name().substring(0, setting.keyword().name().indexOf('_'));
    for (Word word : setting.words().subList(1, setting.words().size())) {
      if (Quantities.whole(word.text(), 0, 65_535).number() >= facts.processorCount()) {
        diagnostics.add(
            Diagnostic.error(
                    "cpu",
                    word.span(),
                    "Invalid cpu_id:" + word.text() + " specified for " + process + " process")
                .because(
                    "this host has " + facts.processorCount() + " processors, numbered from 0"));
      }
    }
  }

  private void saveDirectory(Directive.Setting setting) {
    String path = setting.text();
    int slash = path.lastIndexOf('/');
    String parent = slash > 0 ? path.substring(0, slash) : "/";
    boolean exists = host.path(path, setting.argumentSpan()).kind() == PathFact.Kind.DIRECTORY;
    boolean canBeMade = host.path(parent, setting.argumentSpan()).kind() == PathFact.Kind.DIRECTORY;
    if (path.isEmpty() || (!exists && !canBeMade)) {
      diagnostics.error(
          "config-save-dir",
          setting.argumentSpan(),
          "Unable to create config_save_dir " + path + " (error 2 - No such file or directory)",
          "create the directory first: `mkdir -p " + path + "`");
    }
  }

  private void ipsets(Directive.Setting setting) {
    var seen = new HashSet<String>();
    for (Word word : setting.words().subList(1, setting.words().size())) {
      if (!seen.add(word.text())) {
        diagnostics.error(
            "ipsets",
            word.span(),
            "vrrp_ipsets names must be unique",
            "give each set a name of its own");
        return;
      }
    }
  }

  private void bufferPolicy(Directive.Setting setting) {
    String first = global.all("vrrp_rx_bufs_policy").get(0).words().get(1).text();
    if (!first.equals(setting.words().get(1).text())) {
      diagnostics.error(
          "rx-bufs-policy",
          setting.argumentSpan(),
          "vrrp_rx_bufs_policy conflicts with earlier",
          "keep one of the policies");
    }
  }

  private void controlGroup(Directive.Setting setting) {
    if (host.group(setting.text(), setting.argumentSpan()).isEmpty()) {
      diagnostics.error(
          "control-group",
          setting.argumentSpan(),
          "control_socket_group: there is no group `" + setting.text() + "`",
          "name one that exists, or make it before: `groupadd --system " + setting.text() + "`");
    }
  }

  /** The daemon's settings. */
  GlobalConfig global(GlobalSettings settings) {
    return new GlobalConfig(
        global.text("router_id", facts.hostName()),
        global.text("process_name", ""),
        global.text("instance", ""),
        global.text("net_namespace", ""),
        global.has("use_pid_dir") || global.has("instance"),
        (int) global.number("umask", UMASK_DEFAULT),
        global.number("child_wait_time", 5),
        script("startup_script", Purpose.STARTUP),
        global.number("startup_script_timeout", 10),
        script("shutdown_script", Purpose.STARTUP),
        global.number("shutdown_script_timeout", 10),
        global.on("data_use_instance"),
        (int) global.number("json_version", 1),
        global.text("state_dump_file", ""),
        global.has("reload_check_config"),
        global.text("reload_check_config", "/dev/null"),
        global.text("reload_time_file", ""),
        global.has("reload_repeat"),
        global.has("reload_file") ? global.text("reload_file", reloadFileDefault()) : "",
        List.copyOf(fifos),
        global.has("fifo_write_vrrp_states_on_reload"),
        settings);
  }

  private String reloadFileDefault() {
    String instance = global.text("instance", "");
    String directory = global.has("use_pid_dir") || !instance.isEmpty() ? "keepalived/" : "";
    return "/run/"
        + directory
        + "keepalived"
        + (instance.isEmpty() ? "" : "_" + instance)
        + ".reload";
  }

  private Optional<Command> script(String word, Purpose purpose) {
    var setting = global.last(word);
    if (setting.isEmpty() || !(setting.get().value() instanceof Value.CommandText text)) {
      return Optional.empty();
    }
    SourceSpan span = setting.get().argumentSpan();
    return judge.judge(new Candidate(text, purpose, word, span));
  }

  /** The router's settings. */
  RouterConfig router() {
    var dynamic = global.last("dynamic_interfaces");
    long limitMicros = global.number("vrrp_rlimit_rttime", 0);
    return new RouterConfig(
        global.text("vrrp_process_name", global.has("process_names") ? VRRP_NAME : ""),
        (int) global.number("vrrp_rt_priority", 0),
        (int) global.number("vrrp_priority", 0),
        global.has("vrrp_no_swap"),
        cpus(),
        limitMicros,
        global.nanos("vrrp_startup_delay"),
        global.nanos("vrrp_delay_after_boot"),
        dynamic.isPresent(),
        dynamic.isPresent() && dynamic.get().words().size() > 1,
        global.has("log_unknown_vrids"),
        global.number("vrrp_netlink_monitor_rcv_bufs", 0),
        firewall());
  }

  private Firewall firewall() {
    return new Firewall.Nftables(
        global.text("nftables", Firewall.TABLE),
        (int) global.number("nftables_priority", Firewall.PRIORITY),
        global.has("nftables_counters"),
        global.has("nftables"));
  }

  private List<Integer> cpus() {
    var setting = global.last("vrrp_cpu_affinity");
    var cpus = new ArrayList<Integer>();
    if (setting.isPresent()) {
      for (Word word : setting.get().words().subList(1, setting.get().words().size())) {
        int cpu = (int) Quantities.whole(word.text(), 0, 65_535).number();
        if (cpu < facts.processorCount()) {
          cpus.add(cpu);
        }
      }
    }
    return List.copyOf(cpus);
  }
}
