package dev.baton.router.loop;

import dev.baton.core.node.BfdSocketSpec;
import dev.baton.core.node.SocketSpec;
import dev.baton.router.socket.BfdSocket;
import dev.baton.router.socket.VrrpSocket;
import dev.baton.router.worker.KernelWorker;
import dev.baton.router.worker.WorkerTask;

/** Has the kernel worker open and close sockets, which may wait for the kernel's locks. */
record WorkerSockets(KernelWorker worker) implements VrrpSockets.Opener, BfdSockets.Opener {

  @Override
  public void open(int channel, SocketSpec spec) {
    worker.ask(new WorkerTask.OpenSocket(channel, spec));
  }

  @Override
  public void callOff(int channel) {
    worker.callOff(channel);
  }

  @Override
  public void close(VrrpSocket socket) {
    worker.ask(new WorkerTask.CloseSocket(socket));
  }

  @Override
  public void open(int channel, BfdSocketSpec spec) {
    worker.ask(new WorkerTask.OpenBfdSocket(channel, spec));
  }

  @Override
  public void close(BfdSocket socket) {
    worker.ask(new WorkerTask.CloseBfdSocket(socket));
  }
}
