package dev.baton.config.read;

import dev.baton.config.facts.Sources;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.PatternSyntaxException;

/** Files that exist only in a test. */
public final class CannedSources implements Sources {

  private final Map<String, Reading> files = new TreeMap<>();

  /** Nothing there yet. */
  public CannedSources() {}

  public CannedSources with(String path, String text) {
    return with(path, text.getBytes(StandardCharsets.UTF_8));
  }

  public CannedSources with(String path, byte[] bytes) {
    files.put(path, new Content(bytes));
    return this;
  }

  public CannedSources refusing(String path, Reason reason) {
    files.put(path, new Refused(reason));
    return this;
  }

  @Override
  public Reading read(String path) {
    return files.getOrDefault(path, new Refused(Reason.MISSING));
  }

  @Override
  public boolean isDirectory(String path) {
    return files.keySet().stream().anyMatch(name -> name.startsWith(path + "/"));
  }

  @Override
  public Matches matching(String pattern, int entriesMax) {
    try {
      var matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
      var names = files.keySet().stream().filter(name -> matcher.matches(Path.of(name))).toList();
      return new Matches(names, files.size());
    } catch (PatternSyntaxException noPattern) {
      // To glob(7) it is no mistake, it matches nothing: a slash in brackets, for one.
      return new Matches(List.of(), files.size());
    }
  }
}
