package dev.baton.cli.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON object whose members are asked for by name. A member that is missing, or of another type,
 * is as good as empty: the answer may come from another version.
 *
 * @param members texts, {@link Double}s, {@link Boolean}s, lists and objects
 */
record JsonObject(Map<String, Object> members) {

  static final JsonObject EMPTY = new JsonObject(Map.of());

  /**
   * The object that the bytes hold.
   *
   * @throws IOException if they hold something else
   */
  static JsonObject read(byte[] bytes) throws IOException {
    try (JsonParser json = new JsonFactory().createParser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("the answer is not a JSON object");
      }
      return object(json);
    }
  }

  private static JsonObject object(JsonParser json) throws IOException {
    var members = new LinkedHashMap<String, Object>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      members.put(name, value(json));
    }
    return new JsonObject(members);
  }

  private static Object value(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> object(json);
      case START_ARRAY -> {
        var list = new ArrayList<Object>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(json));
        }
        yield list;
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> json.getText();
    };
  }

  /** The same bytes, indented for people. */
  static String indented(byte[] bytes) {
    var text = new StringWriter();
    var factory = new JsonFactory();
    try (JsonParser json = factory.createParser(bytes);
        JsonGenerator out = factory.createGenerator(text)) {
      out.setPrettyPrinter(new DefaultPrettyPrinter());
      json.nextToken();
      out.copyCurrentStructure(json);
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return text + "\n";
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  String text(String name) {
    return members.get(name) instanceof String text ? text : "";
  }

  double number(String name) {
    return members.get(name) instanceof Double number ? number : 0;
  }

  long whole(String name) {
    return Math.round(number(name));
  }

  boolean flag(String name) {
    return members.get(name) instanceof Boolean flag && flag;
  }

  JsonObject object(String name) {
    return members.get(name) instanceof JsonObject object ? object : EMPTY;
  }

  List<JsonObject> objects(String name) {
    return elements(name).stream()
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .toList();
  }

  List<String> texts(String name) {
    return elements(name).stream()
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .toList();
  }

  private List<?> elements(String name) {
    return members.get(name) instanceof List<?> list ? list : List.of();
  }
}
