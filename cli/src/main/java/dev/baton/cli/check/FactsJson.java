package dev.baton.cli.check;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.baton.config.facts.HostFacts.InterfaceFact;
import dev.baton.config.facts.HostFacts.UserFact;
import dev.baton.config.facts.PathFact;
import dev.baton.config.facts.RecordedFacts;
import dev.baton.config.facts.RecordedFacts.RoutingKey;
import dev.baton.core.net.IpPrefix;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Recorded facts as JSON: for another machine, and for people who want to change them. */
final class FactsJson {

  private static final int SCHEMA = 1;

  private FactsJson() {}

  /** The text of these facts; what is known to be absent is null. */
  static String print(RecordedFacts facts) {
    var text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.setPrettyPrinter(new DefaultPrettyPrinter());
      json.writeStartObject();
      json.writeNumberField("schema", SCHEMA);
      json.writeStringField("host", facts.hostName());
      json.writeNumberField("uid", facts.effectiveUid());
      json.writeNumberField("processors", facts.processorCount());
      json.writeObjectFieldStart("interfaces");
      for (var entry : facts.interfaces().entrySet()) {
        json.writeFieldName(entry.getKey());
        if (entry.getValue().isPresent()) {
          networkInterface(json, entry.getValue().get());
        } else {
          json.writeNull();
        }
      }
      json.writeEndObject();
      json.writeObjectFieldStart("users");
      for (var entry : facts.users().entrySet()) {
        json.writeFieldName(entry.getKey());
        if (entry.getValue().isPresent()) {
          user(json, entry.getValue().get());
        } else {
          json.writeNull();
        }
      }
      json.writeEndObject();
      numbers(json, "groups", facts.groups());
      paths(json, facts.paths());
      texts(json, "programs", facts.programs());
      texts(json, "environment", facts.variables());
      json.writeObjectFieldStart("resolvable");
      for (var entry : facts.resolvable().entrySet()) {
        json.writeBooleanField(entry.getKey(), entry.getValue());
      }
      json.writeEndObject();
      routing(json, facts.routing());
      json.writeEndObject();
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return text + "\n";
  }

  private static void networkInterface(JsonGenerator json, InterfaceFact fact) throws IOException {
    json.writeStartObject();
    json.writeNumberField("index", fact.index());
    json.writeNumberField("flags", fact.flags());
    json.writeNumberField("mtu", fact.mtuBytes());
    if (!fact.kind().isEmpty()) {
      json.writeStringField("kind", fact.kind());
    }
    json.writeArrayFieldStart("addresses");
    for (IpPrefix address : fact.addresses()) {
      json.writeString(address.toString());
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void user(JsonGenerator json, UserFact fact) throws IOException {
    json.writeStartObject();
    json.writeNumberField("uid", fact.uid());
    json.writeNumberField("gid", fact.gid());
    json.writeArrayFieldStart("groups");
    for (int gid : fact.supplementaryGids()) {
      json.writeNumber(gid);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void numbers(JsonGenerator json, String name, Map<String, OptionalInt> numbers)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (var entry : numbers.entrySet()) {
      json.writeFieldName(entry.getKey());
      if (entry.getValue().isPresent()) {
        json.writeNumber(entry.getValue().getAsInt());
      } else {
        json.writeNull();
      }
    }
    json.writeEndObject();
  }

  private static void texts(JsonGenerator json, String name, Map<String, String> texts)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (var entry : texts.entrySet()) {
      json.writeStringField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
  }

  private static void paths(JsonGenerator json, Map<String, PathFact> paths) throws IOException {
    json.writeObjectFieldStart("paths");
    for (PathFact path : paths.values()) {
      json.writeObjectFieldStart(path.path());
      json.writeStringField("resolved", path.resolved());
      json.writeStringField("kind", path.kind().name());
      json.writeStringField("head", path.head().name());
      json.writeStringField("interpreter", path.interpreter());
      json.writeBooleanField("watchable", path.watchable());
      json.writeArrayFieldStart("steps");
      for (PathFact.Step step : path.steps()) {
        json.writeStartObject();
        json.writeStringField("path", step.path());
        json.writeStringField("kind", step.kind().name());
        json.writeNumberField("uid", step.uid());
        json.writeNumberField("gid", step.gid());
        json.writeStringField("mode", "0" + Integer.toOctalString(step.mode()));
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void routing(JsonGenerator json, Map<RoutingKey, OptionalInt> routing)
      throws IOException {
    var tables = new TreeMap<String, Map<String, OptionalInt>>();
    routing.forEach(
        (key, number) ->
            tables
                .computeIfAbsent(key.kind().name(), kind -> new TreeMap<>())
                .put(key.name(), number));
    json.writeObjectFieldStart("routing");
    for (var table : tables.entrySet()) {
      numbers(json, table.getKey(), table.getValue());
    }
    json.writeEndObject();
  }

  /**
   * The facts that a file's text holds; what it does not hold counts as not there.
   *
   * @throws IOException naming the file and the line, if that is not what `baton facts` writes
   */
  static RecordedFacts read(String file, byte[] text) throws IOException {
    try (JsonParser json = new JsonFactory().createParser(text)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no object begins in line 1");
      }
      return new FactsReader(json).read();
    } catch (JacksonException broken) {
      var place = broken.getLocation();
      throw notFacts(file, "broken JSON" + (place == null ? "" : " in line " + place.getLineNr()));
    } catch (IOException | IllegalArgumentException wrong) {
      throw notFacts(file, String.valueOf(wrong.getMessage()));
    }
  }

  private static IOException notFacts(String file, String reason) {
    return new IOException(file + ": not a file that `baton facts` wrote: " + reason);
  }
}
