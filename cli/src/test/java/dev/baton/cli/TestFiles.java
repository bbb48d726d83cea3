package dev.baton.cli;

import dev.baton.config.facts.Sources;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Files made up for a test. A pattern is found only as the name of one of them. */
public final class TestFiles implements Sources {

  private final Map<String, byte[]> files = new LinkedHashMap<>();

  /** None yet. */
  public TestFiles() {}

  /** One more. */
  public TestFiles with(String path, byte[] content) {
    files.put(path, content);
    return this;
  }

  /** One more, of text. */
  public TestFiles with(String path, String content) {
    return with(path, content.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public Reading read(String path) {
    byte[] content = files.get(path);
    return content == null ? new Refused(Reason.MISSING) : new Content(content);
  }

  @Override
  public Matches matching(String pattern, int entriesMax) {
    return new Matches(files.containsKey(pattern) ? List.of(pattern) : List.of(), 1);
  }
}
