package dev.baton.cli.control;

import dev.baton.config.diagnose.Palette;
import dev.baton.config.diagnose.Severity;
import dev.baton.core.net.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The status as a person reads it, within 80 columns. */
final class StatusText {

  private static final int COLUMNS = 80;
  private static final int LABEL_COLUMNS = 15;

  /** More names than this are counted instead. */
  private static final int NAMED_MAX = 4;

  /** The log's head of a reason. */
  private static final String REFUSED = "Reload refused - ";

  private final JsonObject status;
  private final List<JsonObject> instances;
  private final Times times;
  private final Palette palette;
  private final double now;
  private final StringBuilder out = new StringBuilder(2048);

  private StatusText(JsonObject status, List<JsonObject> instances, Times times, Palette palette) {
    this.status = status;
    this.instances = instances;
    this.times = times;
    this.palette = palette;
    this.now = status.number("time");
  }

  /** All of it, with these instances. */
  static String of(JsonObject status, List<JsonObject> instances, Times times, Palette palette) {
    var text = new StatusText(status, instances, times, palette);
    text.summary(Health.of(status, instances));
    text.daemon();
    text.configuration();
    text.router();
    text.sessions();
    instances.forEach(text::instance);
    return text.out.toString();
  }

  /** The first line is what monitoring shows. */
  private void summary(Health health) {
    String word = health.level().name();
    String dyed =
        switch (health.level()) {
          case OK -> palette.help(word);
          case WARNING -> palette.severity(Severity.WARNING, word);
          case CRITICAL, UNKNOWN -> palette.severity(Severity.ERROR, word);
        };
    String what =
        health.problems().isEmpty() ? states() : String.join("; ", shortened(health.problems()));
    out.append(dyed).append(": ").append(Printable.of(what)).append("\n\n");
  }

  private static List<String> shortened(List<String> problems) {
    if (problems.size() <= NAMED_MAX) {
      return problems;
    }
    var some = new ArrayList<>(problems.subList(0, NAMED_MAX - 1));
    some.add("and " + (problems.size() - some.size()) + " more problems");
    return some;
  }

  private String states() {
    if (instances.isEmpty()) {
      return "no instance is configured";
    }
    if (instances.size() <= NAMED_MAX) {
      return instances.stream()
          .map(it -> it.text("name") + " is " + it.text("state"))
          .collect(Collectors.joining(", "));
    }
    return count("MASTER") + " instances are MASTER, " + count("BACKUP") + " are BACKUP";
  }

  private long count(String state) {
    return instances.stream().filter(it -> it.text("state").equals(state)).count();
  }

  private void daemon() {
    JsonObject daemon = status.object("daemon");
    String names = named("namespace", daemon) + named("instance", daemon);
    line(
        "daemon",
        "Baton "
            + daemon.text("version")
            + names
            + ", process "
            + daemon.whole("pid")
            + ", up "
            + Times.span(now - daemon.number("started")));
  }

  private static String named(String what, JsonObject daemon) {
    String name = daemon.text(what);
    return name.isEmpty() ? "" : ", " + what + " " + name;
  }

  private void configuration() {
    JsonObject configuration = status.object("configuration");
    String file = configuration.text("file");
    line("configuration", file + ", loaded " + times.dateAndTime(configuration.number("loaded")));
    switch (configuration.text("on_disk")) {
      case "same" -> line("", "the files on disk are the same");
      case "changed" -> {
        String paths = String.join(", ", configuration.texts("changed"));
        warn("changed on disk: " + paths + " - `baton check` tells what a reload would find");
      }
      default -> warn("the files on disk could not be read in time");
    }
    if (configuration.has("refused_reload")) {
      JsonObject refused = configuration.object("refused_reload");
      String when = times.dateAndTime(refused.number("time"));
      warn("reload of " + when + " refused: " + refused.text("reason").replace(REFUSED, ""));
    }
    for (String word : configuration.texts("no_effect")) {
      line("", word);
    }
  }

  private void router() {
    JsonObject router = status.object("router");
    switch (router.text("state")) {
      case "running" ->
          line(
              "VRRP process",
              "process "
                  + router.whole("pid")
                  + ", longest turn "
                  + milliseconds(router.whole("longest_turn_us"))
                  + ", "
                  + stalls(router.whole("stalls")));
      case "silent" -> fail("process " + router.whole("pid") + " does not answer");
      case "none" -> line("VRRP process", "none, because there is nothing for it to do");
      default -> fail("none at the moment, it is being started");
    }
  }

  private void sessions() {
    if (status.has("bfd")) {
      block("BFD", status.object("bfd").objects("sessions").stream().map(this::session).toList());
    }
  }

  private String session(JsonObject session) {
    String text = session.text("name") + " to " + session.text("neighbor") + ": ";
    if (!session.has("since")) {
      return text + "not known";
    }
    return text
        + session.text("state")
        + " for "
        + Times.span(now - session.number("since"))
        + (session.text("state").equals("Up")
            ? ", detects within " + milliseconds(session.whole("detection_us"))
            : ", " + session.text("diagnostic"));
  }

  private static String milliseconds(long micros) {
    return "%d.%d ms".formatted(micros / 1_000, micros % 1_000 / 100);
  }

  private static String stalls(long count) {
    return count == 0 ? "no stalls" : count == 1 ? "1 stall" : count + " stalls";
  }

  private void instance(JsonObject instance) {
    String state = instance.text("state");
    out.append('\n').append(palette.strong(Printable.of(instance.text("name")))).append("  ");
    out.append(dyed(state));
    if (instance.has("since")) {
      double since = instance.number("since");
      out.append(" since ").append(times.dateAndTime(since));
      out.append(" (").append(Times.span(now - since)).append(')');
    }
    if (instance.has("priority")) {
      out.append(", priority ").append(priority(instance));
    }
    out.append('\n');
    String cause = instance.text("cause");
    if (!cause.isEmpty()) {
      line("  cause", cause);
    }
    // While it is at fault, the first of these is the cause as well.
    for (String fault : instance.texts("faults")) {
      if (!fault.equals(cause)) {
        line("  fault", fault);
      }
    }
    master(instance);
    line("  adverts", adverts(instance));
    block("  addresses", instance.objects("addresses").stream().map(this::address).toList());
    block("  tracks", instance.objects("trackers").stream().map(StatusText::tracker).toList());
  }

  private String dyed(String state) {
    return switch (state) {
      case "MASTER" -> palette.help(state);
      case "BACKUP" -> palette.margin(state);
      default -> palette.severity(Severity.ERROR, state);
    };
  }

  private static String priority(JsonObject instance) {
    long priority = instance.whole("priority");
    long base = instance.whole("base_priority");
    return priority == base ? Long.toString(priority) : priority + " (configured " + base + ")";
  }

  private void master(JsonObject instance) {
    if (instance.has("master")) {
      JsonObject master = instance.object("master");
      line("  master", master.text("address") + ", priority " + master.whole("priority"));
    }
  }

  private static String adverts(JsonObject instance) {
    String source = instance.text("source");
    boolean none = source.isEmpty() || source.equals("0.0.0.0") || source.equals("::");
    return instance.text("interface")
        + ", virtual router "
        + instance.whole("vrid")
        + (none ? "" : ", from " + source);
  }

  private String address(JsonObject address) {
    String where = address.text("address") + " on " + address.text("interface");
    if (!address.has("present")) {
      return where;
    }
    return where + (address.flag("present") ? ", present" : ", not present");
  }

  private static String tracker(JsonObject tracker) {
    String name = tracker.text("kind") + " " + tracker.text("name");
    String reading =
        tracker.has("value") ? "reads " + tracker.whole("value") : tracker.text("verdict");
    String count = tracker.has("count") ? ", " + tracker.whole("count") + " running" : "";
    long weight = tracker.whole("weight");
    String effect = weight == 0 ? "fault if it fails" : "weight " + weight;
    return name
        + ": "
        + reading
        + count
        + " ("
        + effect
        + (tracker.flag("reverse") ? ", reversed)" : ")");
  }

  private void block(String label, List<String> lines) {
    String head = label;
    for (String each : lines) {
      line(head, each);
      head = "";
    }
  }

  private void warn(String text) {
    add("", text, Severity.WARNING);
  }

  private void fail(String text) {
    add("VRRP process", text, Severity.ERROR);
  }

  private void line(String label, String text) {
    add(label, text, Severity.NOTE);
  }

  /** A label and what there is to say, which goes on below itself. */
  private void add(String label, String text, Severity severity) {
    String head = label;
    for (String row : wrapped(Printable.of(text))) {
      out.append(head).repeat(' ', LABEL_COLUMNS - head.length());
      out.append(severity == Severity.NOTE ? row : palette.severity(severity, row)).append('\n');
      head = "";
    }
  }

  private static List<String> wrapped(String text) {
    var rows = new ArrayList<String>();
    var row = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      boolean full = row.length() + 1 + word.length() > COLUMNS - LABEL_COLUMNS;
      if (!row.isEmpty() && full) {
        rows.add(row.toString());
        row.setLength(0);
      }
      row.append(row.isEmpty() ? "" : " ").append(word);
    }
    rows.add(row.toString());
    return rows;
  }
}
