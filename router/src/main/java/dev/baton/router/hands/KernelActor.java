package dev.baton.router.hands;

import dev.baton.core.kernel.AddressSpec;
import dev.baton.core.kernel.KernelPlan;
import dev.baton.core.kernel.KernelPlan.Failure;
import dev.baton.core.kernel.KernelStep;
import dev.baton.linux.OsException;
import dev.baton.linux.Refusal;
import dev.baton.linux.route.AddressBatch;
import dev.baton.linux.route.AddressRequest;
import dev.baton.linux.route.RouteClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Carries plans out, step by step: addresses a hundred to a request, frames as many as the socket
 * takes. What the kernel refuses is noted, and the rest goes on.
 */
public final class KernelActor implements AutoCloseable {

  /**
   * Others hold the kernel's lock for hundreds of milliseconds at times; who holds it for longer
   * than this has died with it.
   */
  private static final long ANSWER_LIMIT_NANOS = 10_000_000_000L;

  private final RouteClient client;
  private final FrameSender frames;
  private final Sysctls sysctls = new Sysctls();

  private KernelActor(RouteClient client, FrameSender frames) {
    this.client = client;
    this.frames = frames;
  }

  /** Opens the sockets that it works with. */
  public static KernelActor open() throws OsException {
    RouteClient client = RouteClient.open();
    try {
      return new KernelActor(client, FrameSender.open());
    } catch (OsException failed) {
      client.close();
      throw failed;
    }
  }

  /** By which notifications tell our own changes from others'. */
  public int portId() {
    return client.portId();
  }

  RouteClient client() {
    return client;
  }

  /** Does all steps of the plan and returns what failed of them. */
  public KernelPlan.Outcome carryOut(KernelPlan plan) {
    return carryOut(plan, () -> false);
  }

  /** The same, but announces nothing once that was withdrawn, as it may be while others lock. */
  KernelPlan.Outcome carryOut(KernelPlan plan, BooleanSupplier withdrawn) {
    List<Failure> failures = new ArrayList<>();
    for (int i = 0; i < plan.steps().size(); i++) {
      switch (plan.steps().get(i)) {
        case KernelStep.AddAddresses(var placements) ->
            change(batches(true, placements), i, failures);
        case KernelStep.DeleteAddresses(var placements) ->
            change(batches(false, placements), i, failures);
        case KernelStep.SendFrames(int linkIndex, var all) -> {
          if (!withdrawn.getAsBoolean()) {
            send(linkIndex, all, i, failures);
          }
        }
        case KernelStep.WriteSysctl(String path, String value) ->
            note(i, 0, sysctls.write(path, value), failures);
        case KernelStep.RestoreSysctl(String path) -> note(i, 0, sysctls.restore(path), failures);
      }
    }
    return new KernelPlan.Outcome(plan.id(), failures);
  }

  private static void note(int stepIndex, int entryIndex, int errno, List<Failure> failures) {
    if (errno != 0) {
      failures.add(new Failure(stepIndex, entryIndex, errno));
    }
  }

  /** The requests of a step as the kernel takes them, in the order of the placements. */
  static List<AddressBatch> batches(boolean add, List<KernelStep.Placement> placements) {
    List<AddressRequest> requests = new ArrayList<>(placements.size());
    for (KernelStep.Placement placement : placements) {
      requests.add(request(add, placement.spec(), placement.linkIndex()));
    }
    return AddressBatch.split(requests);
  }

  private static AddressRequest request(boolean add, AddressSpec spec, int linkIndex) {
    return new AddressRequest(
        add,
        linkIndex,
        spec.prefix(),
        Math.max(spec.scope(), 0),
        spec.label(),
        spec.broadcast(),
        spec.peer(),
        spec.flags(),
        (int) spec.preferredLifetimeSeconds());
  }

  private void change(List<AddressBatch> batches, int stepIndex, List<Failure> failures) {
    int first = 0;
    for (AddressBatch batch : batches) {
      for (Refusal refusal : client.apply(batch, System.nanoTime() + ANSWER_LIMIT_NANOS)) {
        note(stepIndex, first + refusal.index(), refusal.errno(), failures);
      }
      first += batch.count();
    }
  }

  private void send(int linkIndex, List<byte[]> all, int stepIndex, List<Failure> failures) {
    int[] errnos = frames.send(linkIndex, all);
    for (int entry = 0; entry < errnos.length; entry++) {
      note(stepIndex, entry, errnos[entry], failures);
    }
  }

  @Override
  public void close() {
    client.close();
    frames.close();
  }
}
