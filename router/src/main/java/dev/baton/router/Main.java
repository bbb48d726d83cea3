package dev.baton.router;

import dev.baton.linux.Fd;
import dev.baton.linux.OsException;
import dev.baton.router.loop.RouterLoop;
import dev.baton.router.worker.PlanRehearsal;
import java.util.Optional;

/**
 * The router process. The supervisor starts it with one end of a SOCK_SEQPACKET pair, {@code
 * --wire-fd N}; the launcher starts the first one at the same time as the supervisor, which it has
 * to call, {@code --call PID/KEY}. The signals are blocked that the router reads from a queue.
 */
public final class Main {

  /** Nothing that a restart would help: the supervisor stops too. */
  private static final int EXIT_PERMANENT = 1;

  private Main() {}

  /** Runs until the supervisor, a signal or a bug ends it. */
  public static void main(String[] arguments) {
    System.exit(runOrCrash(arguments));
  }

  /** What is not caught would be exit code 1, which is for good. */
  private static int runOrCrash(String[] arguments) {
    try {
      return run(arguments);
    } catch (RuntimeException | Error bug) {
      bug.printStackTrace(System.err);
      return RouterLoop.EXIT_SOFTWARE;
    }
  }

  private static int run(String[] arguments) {
    if (arguments.length != 2) {
      System.err.println(
          "baton router: started by baton itself, with --wire-fd N or --call PID/KEY");
      return EXIT_PERMANENT;
    }
    PlanRehearsal.early();
    try {
      if (arguments[0].equals("--wire-fd")) {
        return RouterLoop.run(Fd.adopt(Integer.parseInt(arguments[1])));
      }
      Optional<Fd> wire = SupervisorCall.of(arguments[1]);
      return wire.isPresent() ? RouterLoop.run(wire.get()) : RouterLoop.EXIT_STOPPED;
    } catch (OsException refused) {
      System.err.println("baton router: " + refused.getMessage());
      return EXIT_PERMANENT;
    }
  }
}
