package dev.baton.config.facts;

import dev.baton.config.facts.HostFacts.InterfaceFact;
import dev.baton.config.facts.HostFacts.RoutingName;
import dev.baton.config.facts.HostFacts.UserFact;
import dev.baton.config.facts.PathFact.Head;
import dev.baton.config.facts.PathFact.Kind;
import dev.baton.config.facts.PathFact.Step;
import dev.baton.config.facts.RecordedFacts.RoutingKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Recorded facts as text: one fact on a line, its fields divided by tabs; what is known to be
 * absent has no fields but its name. A line that cannot be understood is a fact that was not
 * recorded. The addresses of interfaces are left out: the router, which gets this, does not ask.
 * Keys are in it, so it goes to the router and nowhere else.
 */
public final class FactsText {

  private static final int PATH_FIELDS = 7;
  private static final int STEP_FIELDS = 5;

  private String hostName = "";
  private int effectiveUid;
  private int processorCount = 1;
  private final Map<String, Optional<InterfaceFact>> interfaces = new LinkedHashMap<>();
  private final Map<String, Optional<UserFact>> users = new LinkedHashMap<>();
  private final Map<String, OptionalInt> groups = new LinkedHashMap<>();
  private final Map<String, PathFact> paths = new LinkedHashMap<>();
  private final Map<String, String> programs = new LinkedHashMap<>();
  private final Map<String, String> variables = new LinkedHashMap<>();
  private final Map<String, Boolean> resolvable = new LinkedHashMap<>();
  private final Map<RoutingKey, OptionalInt> routing = new LinkedHashMap<>();
  private final Map<String, Optional<String>> keyFiles = new LinkedHashMap<>();

  private FactsText() {}

  /** The text of these facts. */
  public static String print(RecordedFacts facts) {
    var out = new StringBuilder(1024);
    line(out, "host", facts.hostName());
    line(out, "uid", facts.effectiveUid());
    line(out, "processors", facts.processorCount());
    for (var entry : facts.interfaces().entrySet()) {
      var fields = new ArrayList<Object>(List.of("interface", entry.getKey()));
      entry
          .getValue()
          .ifPresent(
              it -> fields.addAll(List.of(it.index(), it.flags(), it.mtuBytes(), it.kind())));
      line(out, fields.toArray());
    }
    for (var entry : facts.users().entrySet()) {
      var fields = new ArrayList<Object>(List.of("user", entry.getKey()));
      entry
          .getValue()
          .ifPresent(
              it -> {
                fields.addAll(List.of(it.uid(), it.gid()));
                fields.addAll(it.supplementaryGids());
              });
      line(out, fields.toArray());
    }
    facts.groups().forEach((name, gid) -> line(out, "group", name, text(gid)));
    facts.paths().values().forEach(path -> path(out, path));
    facts.programs().forEach((name, path) -> line(out, "program", name, path));
    facts.variables().forEach((name, value) -> line(out, "variable", name, value));
    facts.resolvable().forEach((host, known) -> line(out, "resolves", host, known));
    facts
        .routing()
        .forEach((key, number) -> line(out, "routing", key.kind(), key.name(), text(number)));
    facts.keyFiles().forEach((path, hex) -> line(out, "key", path, hex.orElse("")));
    return out.toString();
  }

  private static void path(StringBuilder out, PathFact path) {
    var fields = new ArrayList<Object>();
    fields.addAll(List.of("path", path.path(), path.resolved(), path.kind(), path.head()));
    fields.addAll(List.of(path.interpreter(), path.watchable()));
    for (Step step : path.steps()) {
      fields.addAll(List.of(step.path(), step.kind(), step.uid(), step.gid(), step.mode()));
    }
    line(out, fields.toArray());
  }

  private static String text(OptionalInt number) {
    return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
  }

  private static void line(StringBuilder out, Object... fields) {
    for (int i = 0; i < fields.length; i++) {
      out.append(i == 0 ? "" : "\t");
      String field = fields[i].toString();
      for (int at = 0; at < field.length(); at++) {
        switch (field.charAt(at)) {
          case '\t' -> out.append("\\t");
          case '\n' -> out.append("\\n");
          case '\\' -> out.append("\\\\");
          default -> out.append(field.charAt(at));
        }
      }
    }
    out.append('\n');
  }

  /** The facts that the text holds. */
  public static RecordedFacts read(String text) {
    var reader = new FactsText();
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      reader.take(fields(text.substring(at, end)));
      at = end + 1;
    }
    return new RecordedFacts(
        reader.hostName,
        reader.effectiveUid,
        reader.processorCount,
        reader.interfaces,
        reader.users,
        reader.groups,
        reader.paths,
        reader.programs,
        reader.variables,
        reader.resolvable,
        reader.routing,
        reader.keyFiles);
  }

  private static List<String> fields(String line) {
    var fields = new ArrayList<String>();
    var field = new StringBuilder();
    for (int at = 0; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c == '\t') {
        fields.add(field.toString());
        field.setLength(0);
      } else if (c == '\\' && at + 1 < line.length()) {
        at++;
        char escaped = line.charAt(at);
        field.append(escaped == 't' ? '\t' : escaped == 'n' ? '\n' : escaped);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }

  private void take(List<String> fields) {
    try {
      enter(fields);
    } catch (IllegalArgumentException | IndexOutOfBoundsException notOfOurs) {
      // A number or a name that a later version knows: the fact counts as not recorded.
    }
  }

  private void enter(List<String> fields) {
    String name = fields.get(1);
    switch (fields.getFirst()) {
      case "host" -> hostName = name;
      case "uid" -> effectiveUid = Integer.parseInt(name);
      case "processors" -> processorCount = Integer.parseInt(name);
      case "interface" -> interfaces.put(name, networkInterface(fields));
      case "user" -> users.put(name, user(fields));
      case "group" -> groups.put(name, number(fields.get(2)));
      case "path" -> paths.put(name, path(fields));
      case "key" -> keyFiles.put(name, Optional.of(fields.get(2)).filter(hex -> !hex.isEmpty()));
      case "program" -> programs.put(name, fields.get(2));
      case "variable" -> variables.put(name, fields.get(2));
      case "resolves" -> resolvable.put(name, Boolean.parseBoolean(fields.get(2)));
      case "routing" ->
          routing.put(
              new RoutingKey(RoutingName.valueOf(name), fields.get(2)), number(fields.get(3)));
      default -> {}
    }
  }

  private static Optional<InterfaceFact> networkInterface(List<String> fields) {
    return fields.size() == 2
        ? Optional.empty()
        : Optional.of(
            new InterfaceFact(
                fields.get(1),
                Integer.parseInt(fields.get(2)),
                Integer.parseInt(fields.get(3)),
                Integer.parseInt(fields.get(4)),
                List.of(),
                fields.size() > 5 ? fields.get(5) : ""));
  }

  private static Optional<UserFact> user(List<String> fields) {
    if (fields.size() == 2) {
      return Optional.empty();
    }
    var groups = new ArrayList<Integer>();
    for (String gid : fields.subList(4, fields.size())) {
      groups.add(Integer.parseInt(gid));
    }
    int uid = Integer.parseInt(fields.get(2));
    return Optional.of(new UserFact(fields.get(1), uid, Integer.parseInt(fields.get(3)), groups));
  }

  private static OptionalInt number(String text) {
    return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
  }

  private static PathFact path(List<String> fields) {
    var steps = new ArrayList<Step>();
    for (int at = PATH_FIELDS; at < fields.size(); at += STEP_FIELDS) {
      steps.add(
          new Step(
              fields.get(at),
              Kind.valueOf(fields.get(at + 1)),
              Integer.parseInt(fields.get(at + 2)),
              Integer.parseInt(fields.get(at + 3)),
              Integer.parseInt(fields.get(at + 4))));
    }
    return new PathFact(
        fields.get(1),
        fields.get(2),
        Kind.valueOf(fields.get(3)),
        Head.valueOf(fields.get(4)),
        fields.get(5),
        steps,
        Boolean.parseBoolean(fields.get(6)));
  }
}
