package dev.baton.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Draws docs/architecture.svg from the tree as it is: each module is a box with its packages, above
 * all the modules that it requires.
 */
final class ArchitectureDiagram {

  private static final Pattern REQUIRED =
      Pattern.compile("requires (?:static |transitive )*dev\\.baton\\.(\\w+);");
  private static final Pattern SUMMARY = Pattern.compile("/\\*\\* (.*?) \\*/");

  private static final int BOX_WIDTH = 250;
  private static final int BOX_GAP = 34;
  private static final int LAYER_GAP = 62;
  private static final int HEAD_HEIGHT = 44;
  private static final int ROW_HEIGHT = 17;
  private static final int PADDING = 10;
  private static final int MARGIN = 20;

  /** A module: what it is for, what it requires, and its packages. */
  private record Module(
      String name, String summary, List<String> required, TreeSet<String> packages) {

    int height() {
      return HEAD_HEIGHT + packages.size() * ROW_HEIGHT + PADDING;
    }
  }

  private record Box(Module module, int x, int y) {
    int middle() {
      return x + BOX_WIDTH / 2;
    }

    int bottom() {
      return y + module.height();
    }
  }

  private final Map<String, Module> modules = new TreeMap<>();
  private final Map<String, Box> boxes = new HashMap<>();
  private final StringBuilder out = new StringBuilder();

  private ArchitectureDiagram() {}

  /** The picture of the tree at this root, as SVG. */
  static String of(Path root) throws IOException {
    var diagram = new ArchitectureDiagram();
    try (Stream<Path> folders = Files.list(root)) {
      for (Path folder : folders.sorted().toList()) {
        diagram.readModule(folder);
      }
    }
    return diagram.draw();
  }

  private void readModule(Path folder) throws IOException {
    Path sources = folder.resolve("src/main/java");
    Path info = sources.resolve("module-info.java");
    if (!Files.exists(info)) {
      return;
    }
    String name = folder.getFileName().toString();
    String text = Files.readString(info);
    var required = new ArrayList<String>();
    for (Matcher matcher = REQUIRED.matcher(text); matcher.find(); ) {
      required.add(matcher.group(1));
    }
    Matcher summary = SUMMARY.matcher(text);
    Path base = sources.resolve("dev/baton").resolve(name);
    var packages = new TreeSet<String>();
    try (Stream<Path> files = Files.walk(base)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .forEach(
              file -> {
                String inner = base.relativize(file.getParent()).toString().replace('/', '.');
                packages.add(inner.isEmpty() ? "." : inner);
              });
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
    if (!packages.isEmpty()) {
      modules.put(
          name, new Module(name, summary.find() ? summary.group(1) : "", required, packages));
    }
  }

  private Module module(String name) {
    return Objects.requireNonNull(modules.get(name), name);
  }

  /** How many modules stand below this one, counted along the longest way down. */
  private int layer(Module module) {
    int layer = 0;
    for (String below : module.required()) {
      layer = Math.max(layer, 1 + layer(module(below)));
    }
    return layer;
  }

  private String draw() {
    var layers = new TreeMap<Integer, List<Module>>();
    for (Module module : modules.values()) {
      layers.computeIfAbsent(layer(module), _ -> new ArrayList<>()).add(module);
    }
    int widest = layers.values().stream().mapToInt(List::size).max().orElse(1);
    int width = 2 * MARGIN + widest * (BOX_WIDTH + BOX_GAP) - BOX_GAP;
    int y = MARGIN;
    for (List<Module> row : layers.descendingMap().values()) {
      int x = (width - row.size() * (BOX_WIDTH + BOX_GAP) + BOX_GAP) / 2;
      int height = 0;
      for (Module module : row) {
        boxes.put(module.name(), new Box(module, x, y));
        x += BOX_WIDTH + BOX_GAP;
        height = Math.max(height, module.height());
      }
      y += height + LAYER_GAP;
    }
    head(width, y - LAYER_GAP + MARGIN);
    // Lines first: boxes cover what runs behind them.
    boxesInOrder().forEach(this::lines);
    boxesInOrder().forEach(this::box);
    out.append("</svg>\n");
    return out.toString();
  }

  private List<Box> boxesInOrder() {
    return modules.keySet().stream().map(boxes::get).toList();
  }

  private void head(int width, int height) {
    out.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif">
        <!-- Made by ./dev diagram. -->
        <style>
          .paper { fill: #ffffff } .box { fill: #f4f6f8; stroke: #57606a }
          .line { stroke: #8c959f; stroke-width: 1.4; fill: none } .tip { fill: #8c959f }
          text { fill: #1f2328; font-size: 12px } .name { font-size: 15px; font-weight: bold }
          .note { fill: #57606a; font-size: 10px }
          @media (prefers-color-scheme: dark) {
            .paper { fill: #0d1117 } .box { fill: #161b22; stroke: #8b949e }
            text { fill: #e6edf3 } .note { fill: #9198a1 }
          }
        </style>
        <rect class="paper" width="%d" height="%d"/>
        """
            .formatted(width, height, width, height));
  }

  /** To what it requires and does not reach by another way already. */
  private void lines(Box box) {
    var direct = new TreeSet<>(box.module().required());
    for (String below : box.module().required()) {
      direct.removeAll(reached(module(below)));
    }
    for (String below : direct) {
      Box target = Objects.requireNonNull(boxes.get(below));
      int from = box.bottom();
      int bend = target.y() - LAYER_GAP / 2;
      out.append(
          "<path class=\"line\" d=\"M%d %d V%d L%d %d V%d\"/>\n"
              .formatted(
                  box.middle(),
                  from,
                  Math.max(from, bend - 16),
                  target.middle(),
                  bend,
                  target.y() - 7));
      out.append(
          "<path class=\"tip\" d=\"M%d %d l-5 -8 h10 z\"/>\n"
              .formatted(target.middle(), target.y()));
    }
  }

  private Set<String> reached(Module module) {
    Set<String> reached = new TreeSet<>(module.required());
    module.required().forEach(below -> reached.addAll(reached(module(below))));
    return reached;
  }

  private void box(Box box) {
    Module module = box.module();
    out.append(
        "<rect class=\"box\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>\n"
            .formatted(box.x(), box.y(), BOX_WIDTH, module.height()));
    text("name", box.x() + PADDING, box.y() + 20, module.name());
    text("note", box.x() + PADDING, box.y() + 35, shortened(module.summary()));
    int y = box.y() + HEAD_HEIGHT + ROW_HEIGHT - 5;
    for (String each : module.packages()) {
      text("", box.x() + PADDING, y, each);
      y += ROW_HEIGHT;
    }
  }

  /** The first clause, as far as it fits. */
  private static String shortened(String summary) {
    String text = summary.split("[,.:] ", 2)[0].replaceFirst("\\.$", "");
    return text.length() <= 48 ? text : text.substring(0, 47) + "…";
  }

  private void text(String kind, int x, int y, String text) {
    String css = kind.isEmpty() ? "" : " class=\"" + kind + "\"";
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
    out.append("<text%s x=\"%d\" y=\"%d\">%s</text>\n".formatted(css, x, y, escaped));
  }
}
