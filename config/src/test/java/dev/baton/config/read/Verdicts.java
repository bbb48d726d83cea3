package dev.baton.config.read;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The verdicts of keepalived 2.4.3 on some 1,400 configurations, out of {@code verdicts.txt}: a
 * line {@code = name code options}, one {@code ? what it exercises}, then the configuration's lines
 * behind bars or references to the blocks that many share.
 */
public final class Verdicts {

  /** A configuration, and the exit code of {@code -t} on it. */
  public record Verdict(String name, int exitCode, String options, String exercises, byte[] text) {}

  private final List<Verdict> verdicts = new ArrayList<>();
  private final Map<String, List<String>> fragments = new HashMap<>();
  private String[] head = {};
  private String exercises = "";
  private List<String> lines = new ArrayList<>();

  private Verdicts() {}

  public static List<Verdict> load() {
    try (InputStream in = Verdicts.class.getResourceAsStream("verdicts.txt")) {
      var loading = new Verdicts();
      for (String line : new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n", -1)) {
        loading.take(line);
      }
      loading.finish();
      return loading.verdicts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void take(String line) {
    if (line.startsWith("|")) {
      lines.add(line.substring(1));
    } else if (line.startsWith("=")) {
      finish();
      head = line.split(" ", 4);
    } else if (line.startsWith("?")) {
      exercises = line.substring(2);
    } else if (line.startsWith("%") && head.length == 0) {
      lines = new ArrayList<>();
      fragments.put(line, lines);
    } else if (line.startsWith("%")) {
      lines.addAll(fragments.get(line));
    }
  }

  private void finish() {
    if (head.length > 0) {
      var text = new ByteArrayOutputStream();
      for (int i = 0; i < lines.size(); i++) {
        if (i > 0) {
          text.write('\n');
        }
        text.writeBytes(unescaped(lines.get(i)));
      }
      String options = head.length > 3 ? head[3] : "";
      verdicts.add(
          new Verdict(head[1], Integer.parseInt(head[2]), options, exercises, text.toByteArray()));
    }
    lines = new ArrayList<>();
  }

  /** {@code \\} is a backslash, {@code \xHH} a byte, {@code \*80a} eighty times the letter a. */
  private static byte[] unescaped(String line) {
    var bytes = new ByteArrayOutputStream();
    int at = 0;
    while (at < line.length()) {
      char c = line.charAt(at++);
      if (c != '\\') {
        bytes.write(c);
      } else if (line.charAt(at) == '\\') {
        bytes.write(line.charAt(at++));
      } else if (line.charAt(at) == 'x') {
        bytes.write(Integer.parseInt(line, at + 1, at + 3, 16));
        at += 3;
      } else {
        int end = at + 1;
        while (Character.isDigit(line.charAt(end))) {
          end++;
        }
        int count = Integer.parseInt(line, at + 1, end, 10);
        for (int i = 0; i < count; i++) {
          bytes.write(line.charAt(end));
        }
        at = end + 1;
      }
    }
    return bytes.toByteArray();
  }
}
