package dev.baton.core.config.lint;

import dev.baton.core.config.ConfigReader.Reading;
import dev.baton.core.config.InstanceConfig;
import dev.baton.core.config.host.HostFacts;
import dev.baton.core.config.parse.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/** What lints look at, and the questions that many of them ask. */
record Subject(Reading reading, HostFacts facts) {

  /** The blocks of that word outside of all others, in their order. */
  List<Node.Section> sections(String word) {
    var found = new ArrayList<Node.Section>();
    for (Node node : reading.nodes()) {
      if (node instanceof Node.Section section && section.keyword().name().equals(word)) {
        found.add(section);
      }
    }
    return found;
  }

  /** The instances that run, each with its block. */
  List<Placed> instances() {
    var configs = new HashMap<String, InstanceConfig>();
    for (InstanceConfig config : reading.configuration().instances()) {
      configs.put(config.name(), config);
    }
    var placed = new ArrayList<Placed>();
    for (Node.Section section : sections("vrrp_instance")) {
      InstanceConfig config = configs.get(section.name());
      if (config != null) {
        placed.add(new Placed(config, section));
      }
    }
    return placed;
  }

  /** An instance and its block. */
  record Placed(InstanceConfig config, Node.Section section) {

    /** The setting of that word in it. */
    Optional<Node.Setting> setting(String word) {
      return section.last(word);
    }
  }

  /** The setting of global_defs that counts for that word. */
  Optional<Node.Setting> global(String word) {
    Optional<Node.Setting> found = Optional.empty();
    for (Node.Section section : sections("global_defs")) {
      var here = section.last(word);
      found = here.isPresent() ? here : found;
    }
    return found;
  }

  /** Whether any interface's addresses are known; facts of another host may lack them. */
  boolean knowsAddresses() {
    for (String name : facts.interfaceNames()) {
      var found = facts.networkInterface(name);
      if (found.isPresent() && !found.get().addresses().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** All settings, wherever they stand, each with the block that it stands in. */
  void eachSetting(Visitor visitor) {
    visit(reading.nodes(), visitor);
  }

  private static void visit(List<Node> nodes, Visitor visitor) {
    for (Node node : nodes) {
      switch (node) {
        case Node.Setting setting -> visitor.setting(setting);
        case Node.Section section -> {
          visitor.section(section);
          visit(section.body(), visitor);
        }
      }
    }
  }

  /** Sees every node of the tree. */
  interface Visitor {
    /** A keyword with its argument. */
    void setting(Node.Setting setting);

    /** A block, before what is in it. */
    default void section(Node.Section section) {}
  }
}
