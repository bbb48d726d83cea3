package dev.baton.supervisor;

import dev.baton.core.net.Printable;
import dev.baton.core.net.Utf8;
import dev.baton.linux.Errno;
import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.linux.Signal;
import dev.baton.linux.host.HostFile;
import dev.baton.linux.host.KernelName;
import dev.baton.linux.process.ThisProcess;
import dev.baton.supervisor.files.OwnFile;
import dev.baton.supervisor.life.ConfigTest;
import dev.baton.supervisor.life.Signals;
import dev.baton.supervisor.life.Startup;
import dev.baton.supervisor.option.ExitCode;
import dev.baton.supervisor.option.OptionReader;
import dev.baton.supervisor.option.Options;
import java.util.List;
import java.util.Optional;

/** The main process, {@code baton}: does what its command line says. */
public final class Main {

  private static final String VERSION = "0.1.0";

  private Main() {}

  /** Runs to the end and exits with keepalived's exit codes. */
  public static void main(String... words) {
    System.exit(run(words));
  }

  private static int run(String... words) {
    return switch (OptionReader.read(words)) {
      case OptionReader.Refused(String message) -> {
        printError(List.of(message, "   Usage: baton [OPTION...]; baton --help lists them"));
        yield ExitCode.FAILED;
      }
      case OptionReader.Accepted(Options options) -> obey(options, words);
    };
  }

  private static int obey(Options options, String... words) {
    if (options.action() != Options.Action.RUN) {
      // The launcher blocks them for a daemon, which reads them from a queue; here nobody would.
      ThisProcess.unblock(Signal.SIGHUP, Signal.SIGINT, Signal.SIGQUIT, Signal.SIGTERM);
    }
    try {
      return switch (options.action()) {
        case RUN -> Startup.run(options, VERSION, words);
        case TEST -> test(options);
        case PRINT_SIGNAL -> printSignal(options.argument());
        case PRINT_VERSION -> printVersion();
        case PRINT_HELP -> {
          System.out.print(OptionReader.usage());
          System.out.flush();
          yield ExitCode.OK;
        }
      };
    } catch (OsException refused) {
      printError(List.of("baton: " + refused.getMessage()));
      return ExitCode.FAILED;
    }
  }

  private static int test(Options options) {
    ConfigTest.Result result = ConfigTest.of(options);
    if (options.argument().isEmpty()) {
      printError(result.lines());
      return result.exitCode();
    }
    switch (OwnFile.openOrDevice(options.argument(), 0666)) {
      case OwnFile.Opened(Fd file) -> write(file, options.argument(), result.lines());
      case OwnFile.Refused(String reason) -> {
        printError(List.of("Unable to open config-test log file " + reason));
        printError(result.lines());
      }
    }
    return result.exitCode();
  }

  private static void write(Fd log, String path, List<String> lines) {
    try (log) {
      HostFile.truncate(log, 0);
      int written = OwnFile.writeAll(log, text(lines));
      if (written < 0) {
        printError(List.of("Unable to write " + path + ": " + Errno.message(written)));
        printError(lines);
      }
    }
  }

  private static int printSignal(String name) {
    Optional<Signals> signal = Signals.named(name);
    if (signal.isEmpty()) {
      printError(List.of("Unknown sigfunc " + name));
      return ExitCode.FAILED;
    }
    System.out.println(signal.get().number());
    return ExitCode.OK;
  }

  private static int printVersion() {
    KernelName kernel = KernelName.read();
    System.out.writeBytes(
        text(
            List.of(
                "Baton v" + VERSION,
                "Running on " + kernel.system() + " " + kernel.release() + " " + kernel.version(),
                "Java runtime " + Runtime.version())));
    System.out.flush();
    return ExitCode.OK;
  }

  private static void printError(List<String> lines) {
    System.err.writeBytes(text(lines));
    System.err.flush();
  }

  private static byte[] text(List<String> lines) {
    var text = new StringBuilder(256);
    for (String line : lines) {
      text.append(Printable.of(line)).append('\n');
    }
    return Utf8.encode(text.toString());
  }
}
