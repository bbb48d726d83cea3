package dev.baton.config.read;

import dev.baton.config.diagnose.Diagnostic;
import dev.baton.config.diagnose.Diagnostics;
import dev.baton.config.facts.HostFacts;
import dev.baton.config.facts.HostQuestions;
import dev.baton.config.line.RulePreferences;
import dev.baton.config.read.scope.BlockScope;
import dev.baton.config.read.scope.CommandJudge;
import dev.baton.config.read.scope.Definitions;
import dev.baton.config.read.scope.GlobalScope;
import dev.baton.config.read.server.BalancerReader;
import dev.baton.config.read.track.BfdReader;
import dev.baton.config.read.track.ProcessReader;
import dev.baton.config.tree.Directive;
import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.model.BfdConfig;
import dev.baton.core.model.Configuration;
import dev.baton.core.model.GarpGroup;
import dev.baton.core.model.GlobalConfig;
import dev.baton.core.model.InstanceConfig;
import dev.baton.core.model.ProcessConfig;
import dev.baton.core.model.RoutingConfig;
import dev.baton.core.model.ScriptConfig;
import dev.baton.core.model.SyncGroupConfig;
import dev.baton.core.model.TrackFileConfig;
import dev.baton.core.track.InterfaceDelay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds the typed model out of the tree, with the host's facts. Global settings first, for
 * keepalived looks at some of them wherever they stand; then the blocks, each with its reader, in
 * the order of the file, for a name counts from where it is defined; then what instances have to do
 * with one another.
 */
final class ModelBuilder {

  private final List<Directive> nodes;
  private final HostFacts facts;
  private final Diagnostics diagnostics;
  private final List<Directive.Setting> settings = new ArrayList<>();
  private final int[] settingsBefore;
  private final BlockScope whole;
  private final RouterSize size;
  private final TrackedWeights weights;
  private final BfdReader sessionReader;
  private final InterfaceGroups interfaceGroups;
  private final BalancerReader balancer;
  private final boolean hasRouters;
  private final List<ScriptConfig> scripts = new ArrayList<>();
  private final List<TrackFileConfig> files = new ArrayList<>();
  private final List<ProcessConfig> processes = new ArrayList<>();
  private final List<BfdConfig> sessions = new ArrayList<>();
  private final List<GarpGroup> garpGroups = new ArrayList<>();
  private final List<InstanceConfig> instances = new ArrayList<>();
  private final Map<String, GroupTrackers> groupTrackers = new HashMap<>();
  private final List<AddressSpec> statics = new ArrayList<>();
  private final List<InterfaceDelay> delays = new ArrayList<>();
  private final List<Directive.Section> staticRoutes = new ArrayList<>();
  private final List<Directive.Section> staticRules = new ArrayList<>();

  ModelBuilder(List<Directive> nodes, HostFacts facts, Diagnostics diagnostics) {
    this.nodes = nodes;
    this.facts = facts;
    this.diagnostics = diagnostics;
    this.settingsBefore = new int[nodes.size()];
    collectSettings();
    GlobalScope global = GlobalScope.of(settings);
    var host = new HostQuestions(facts, diagnostics);
    var judge = new CommandJudge(host, global, diagnostics);
    var preferences = new RulePreferences();
    this.whole =
        new BlockScope(facts, host, judge, global, Definitions.of(nodes), preferences, diagnostics);
    this.size = new RouterSize(diagnostics);
    this.weights = new TrackedWeights(nodes, diagnostics);
    this.sessionReader = new BfdReader(whole);
    this.interfaceGroups = new InterfaceGroups(whole);
    this.balancer = new BalancerReader(whole);
    this.hasRouters = has("vrrp_instance");
  }

  Configuration build() {
    lookIntoNamespace();
    var globalReader = new GlobalReader(whole);
    globalReader.check(nodes);
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i) instanceof Directive.Section section) {
        block(i, section);
      }
    }
    var groups = new SyncGroups(nodes, whole, groupTrackers);
    List<SyncGroupConfig> syncGroups = groups.read(instances);
    List<InstanceConfig> members = groups.moveTogether(instances);
    members = new Collisions(nodes, diagnostics).resolve(members);
    RoutingConfig routing = staticRouting();
    GlobalConfig globalConfig = globalReader.global(GlobalSettingsReader.read(nodes));
    whole.judge().tellOfMissingSecurity();
    return new Configuration(
        globalConfig,
        globalReader.router(),
        List.copyOf(scripts),
        List.copyOf(files),
        List.copyOf(processes),
        List.copyOf(sessions),
        List.copyOf(garpGroups),
        members,
        syncGroups,
        List.copyOf(delays),
        List.copyOf(statics),
        routing,
        balancer.balancer(),
        NoEffect.of(nodes));
  }

  private RoutingConfig staticRouting() {
    RoutingConfig routing = new RoutingReader(whole).read(staticRoutes, staticRules);
    if (routing.isEmpty()) {
      return routing;
    }
    Directive.Section last = (staticRules.isEmpty() ? staticRoutes : staticRules).getLast();
    return size.fits(routing, last.span()) ? routing : RoutingConfig.NONE;
  }

  /** Interfaces are those of the namespace that the daemon will run in. */
  private void lookIntoNamespace() {
    var namespace = whole.global().last("net_namespace");
    if (namespace.isPresent() && !facts.lookInto(namespace.get().text())) {
      diagnostics.add(
          Diagnostic.error(
                  "absent-namespace",
                  namespace.get().argumentSpan(),
                  "there is no network namespace " + namespace.get().text())
              .because("its interfaces cannot be checked, and the daemon would not start")
              .withHelp("create it first: `ip netns add " + namespace.get().text() + "`"));
    }
  }

  private void collectSettings() {
    for (int i = 0; i < nodes.size(); i++) {
      settingsBefore[i] = settings.size();
      Directive node = nodes.get(i);
      if (node instanceof Directive.Setting setting) {
        settings.add(setting);
      } else if (node instanceof Directive.Section section
          && section.keyword().name().equals("global_defs")) {
        addSettings(section.body());
      }
    }
  }

  private void addSettings(List<Directive> body) {
    for (Directive node : body) {
      if (node instanceof Directive.Setting setting) {
        settings.add(setting);
      }
    }
  }

  private boolean has(String word) {
    for (Directive node : nodes) {
      if (node.keyword().name().equals(word)) {
        return true;
      }
    }
    return false;
  }

  /** What the block at that index sees. */
  private BlockScope scope(int index) {
    return whole.at(settingsBefore[index], index);
  }

  private void block(int index, Directive.Section section) {
    switch (section.keyword().name()) {
      case "vrrp_script" -> script(section);
      case "track_file" -> file(section);
      case "vrrp_track_process" -> new ProcessReader(whole).read(section).ifPresent(processes::add);
      case "bfd_instance" -> session(section);
      case "vrrp_instance" -> instance(section, scope(index));
      case "vrrp_sync_group" ->
          groupTrackers.put(section.name(), GroupTrackers.of(section, scope(index)));
      case "track_group" -> trackGroup(section);
      case "garp_group" -> interfaceGroups.garp(section).ifPresent(garpGroups::add);
      case "linkbeat_interfaces" -> interfaceGroups.linkbeat(section);
      case "interface_up_down_delays" -> delays.addAll(new InterfaceDelays(whole).read(section));
      case "static_ipaddress" -> statics.addAll(new StaticAddressReader(whole, size).read(section));
      case "static_routes" -> staticRoutes.add(section);
      case "static_rules" -> staticRules.add(section);
      case "virtual_server_group" -> balancer.group(section);
      case "virtual_server" -> balancer.server(section);
      case "SSL" -> balancer.certificate(section);
      default -> {}
    }
  }

  private void script(Directive.Section section) {
    Optional<ScriptConfig> script = new ScriptReader(whole).read(section, hasRouters);
    if (script.isPresent() && size.fits(script.get(), section.span())) {
      scripts.add(script.get());
    }
  }

  private void session(Directive.Section section) {
    sessionReader
        .read(section)
        .ifPresent(
            session -> {
              sessions.add(session);
              balancer.session(session);
            });
  }

  private void file(Directive.Section section) {
    new TrackFileReader(whole).read(section).ifPresent(files::add);
  }

  private void instance(Directive.Section section, BlockScope scope) {
    Optional<InstanceConfig> instance = new InstanceReader(section, scope).read();
    if (Election.isOwner(section)) {
      weights.ofOwner(section);
    }
    if (instance.isPresent() && size.fits(instance.get(), section.span())) {
      instances.add(instance.get());
    }
  }

  private void trackGroup(Directive.Section section) {
    for (Directive.Section block : section.sections("group")) {
      if (block.lines().isEmpty()) {
        diagnostics.error(
            "empty-group",
            block.span(),
            "Warning - track group " + section.name() + " has empty group block",
            "write the names of instances into it, or delete it");
      }
    }
  }
}
