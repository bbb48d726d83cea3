package dev.baton.cli.control;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether all is well, as monitoring plug-ins tell it.
 *
 * @param problems what is not, the worst first; empty if all is
 */
record Health(Level level, List<String> problems) {

  /** The words and exit codes of the Monitoring Plugins guidelines. */
  enum Level {
    OK(0),
    WARNING(1),
    CRITICAL(2),
    UNKNOWN(3);

    private final int exitCode;

    Level(int exitCode) {
      this.exitCode = exitCode;
    }

    int exitCode() {
      return exitCode;
    }
  }

  /** Of a daemon, as far as these instances are concerned. */
  static Health of(JsonObject status, List<JsonObject> instances) {
    var critical = new ArrayList<String>();
    var warning = new ArrayList<String>();
    switch (status.object("router").text("state")) {
      case "running", "none" -> instances(instances, critical, warning);
      case "silent" -> critical.add("the VRRP process does not answer");
      default -> critical.add("there is no VRRP process at the moment");
    }
    JsonObject configuration = status.object("configuration");
    if (configuration.has("refused_reload")) {
      warning.add("the last reload was refused");
    }
    switch (configuration.text("on_disk")) {
      case "same" -> {}
      case "changed" -> warning.add("the files on disk are not what runs");
      default -> warning.add("the files on disk could not be read in time");
    }
    Level level = warning.isEmpty() ? Level.OK : Level.WARNING;
    List<String> problems = new ArrayList<>(critical);
    problems.addAll(warning);
    return new Health(critical.isEmpty() ? level : Level.CRITICAL, List.copyOf(problems));
  }

  /** If none of them can serve, that is worse than if some cannot. */
  private static void instances(
      List<JsonObject> instances, List<String> critical, List<String> warning) {
    List<JsonObject> failed = instances.stream().filter(it -> !canServe(it)).toList();
    boolean all = !failed.isEmpty() && failed.size() == instances.size();
    for (JsonObject instance : failed) {
      (all ? critical : warning).add(failure(instance));
    }
    for (JsonObject instance : instances) {
      String missing =
          instance.objects("addresses").stream()
              .filter(address -> !address.flag("present"))
              .map(address -> address.text("address"))
              .collect(Collectors.joining(", "));
      if (instance.text("state").equals("MASTER") && !missing.isEmpty()) {
        warning.add(instance.text("name") + " is MASTER without " + missing);
      }
    }
  }

  private static boolean canServe(JsonObject instance) {
    return switch (instance.text("state")) {
      case "MASTER", "BACKUP" -> true;
      default -> false;
    };
  }

  private static String failure(JsonObject instance) {
    List<String> faults = instance.texts("faults");
    String state = instance.text("name") + " is in state " + instance.text("state");
    return faults.isEmpty() ? state : state + " (" + String.join(", ", faults) + ")";
  }
}
