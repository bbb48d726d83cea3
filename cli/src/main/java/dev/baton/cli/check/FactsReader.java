package dev.baton.cli.check;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.baton.config.facts.HostFacts.InterfaceFact;
import dev.baton.config.facts.HostFacts.RoutingName;
import dev.baton.config.facts.HostFacts.UserFact;
import dev.baton.config.facts.PathFact;
import dev.baton.config.facts.PathFact.Head;
import dev.baton.config.facts.PathFact.Kind;
import dev.baton.config.facts.PathFact.Step;
import dev.baton.config.facts.RecordedFacts;
import dev.baton.config.facts.RecordedFacts.RoutingKey;
import dev.baton.core.net.IpPrefix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Takes recorded facts out of JSON, one object after the other; fields of later versions pass. */
final class FactsReader {

  private final JsonParser json;
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

  /** Stands at the beginning of the object. */
  FactsReader(JsonParser json) {
    this.json = json;
  }

  /** Takes the value of one field, at which the parser stands. */
  private interface Taker {
    void take(String name) throws IOException;
  }

  RecordedFacts read() throws IOException {
    fields(this::top);
    return new RecordedFacts(
        hostName,
        effectiveUid,
        processorCount,
        interfaces,
        users,
        groups,
        paths,
        programs,
        variables,
        resolvable,
        routing,
        Map.of());
  }

  private void top(String name) throws IOException {
    switch (name) {
      case "host" -> hostName = json.getText();
      case "uid" -> effectiveUid = json.getIntValue();
      case "processors" -> processorCount = json.getIntValue();
      case "interfaces" -> fields(key -> interfaces.put(key, networkInterface(key)));
      case "users" -> fields(key -> users.put(key, user(key)));
      case "groups" -> fields(key -> groups.put(key, number()));
      case "paths" -> fields(key -> paths.put(key, path(key)));
      case "programs" -> fields(key -> programs.put(key, json.getText()));
      case "environment" -> fields(key -> variables.put(key, json.getText()));
      case "resolvable" -> fields(key -> resolvable.put(key, json.getBooleanValue()));
      case "routing" -> fields(this::routingTable);
      default -> json.skipChildren();
    }
  }

  private void fields(Taker taker) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      throw new IOException("no object begins in line " + json.currentLocation().getLineNr());
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      taker.take(name);
    }
  }

  private boolean isNull() {
    return json.currentToken() == JsonToken.VALUE_NULL;
  }

  private OptionalInt number() throws IOException {
    return isNull() ? OptionalInt.empty() : OptionalInt.of(json.getIntValue());
  }

  private Optional<InterfaceFact> networkInterface(String name) throws IOException {
    if (isNull()) {
      return Optional.empty();
    }
    var numbers = new LinkedHashMap<String, Integer>();
    var texts = new LinkedHashMap<String, String>();
    var addresses = new ArrayList<IpPrefix>();
    fields(
        field -> {
          if (field.equals("kind")) {
            texts.put(field, json.getText());
          } else if (field.equals("addresses")) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
              String text = json.getText();
              addresses.add(
                  IpPrefix.parse(text).orElseThrow(() -> new IllegalArgumentException(text)));
            }
          } else if (json.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            numbers.put(field, json.getIntValue());
          } else {
            json.skipChildren();
          }
        });
    return Optional.of(
        new InterfaceFact(
            name,
            numbers.getOrDefault("index", 0),
            numbers.getOrDefault("flags", 0),
            numbers.getOrDefault("mtu", 1500),
            List.copyOf(addresses),
            texts.getOrDefault("kind", "")));
  }

  private Optional<UserFact> user(String name) throws IOException {
    if (isNull()) {
      return Optional.empty();
    }
    var numbers = new LinkedHashMap<String, Integer>();
    var gids = new ArrayList<Integer>();
    fields(
        field -> {
          if (field.equals("groups")) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
              gids.add(json.getIntValue());
            }
          } else {
            numbers.put(field, json.getIntValue());
          }
        });
    int uid = numbers.getOrDefault("uid", 0);
    return Optional.of(new UserFact(name, uid, numbers.getOrDefault("gid", 0), List.copyOf(gids)));
  }

  private PathFact path(String path) throws IOException {
    var texts = new LinkedHashMap<String, String>();
    var steps = new ArrayList<Step>();
    fields(
        field -> {
          if (field.equals("steps")) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
              steps.add(step());
            }
          } else {
            texts.put(field, json.getText());
          }
        });
    return new PathFact(
        path,
        texts.getOrDefault("resolved", ""),
        Kind.valueOf(texts.getOrDefault("kind", "ABSENT")),
        Head.valueOf(texts.getOrDefault("head", "OTHER")),
        texts.getOrDefault("interpreter", ""),
        List.copyOf(steps),
        Boolean.parseBoolean(texts.get("watchable")));
  }

  private Step step() throws IOException {
    var texts = new LinkedHashMap<String, String>();
    fields(field -> texts.put(field, json.getText()));
    return new Step(
        texts.getOrDefault("path", ""),
        Kind.valueOf(texts.getOrDefault("kind", "OTHER")),
        Integer.parseInt(texts.getOrDefault("uid", "0")),
        Integer.parseInt(texts.getOrDefault("gid", "0")),
        Integer.parseInt(texts.getOrDefault("mode", "0"), 8));
  }

  private void routingTable(String kind) throws IOException {
    RoutingName table = RoutingName.valueOf(kind);
    fields(name -> routing.put(new RoutingKey(table, name), number()));
  }
}
