package io.chasqui.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A port of this machine that leads to another one, and can be closed for a while. */
public final class TestForwarder implements AutoCloseable {

  private final String host;
  private final int target;
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
  private ServerSocket listener;
  private Thread accepting;

  private TestForwarder(String host, int target) {
    this.host = host;
    this.target = target;
    listen(TestPorts.free());
  }

  /** Leads to a port of a host. */
  public static TestForwarder to(String host, int port) {
    return new TestForwarder(host, port);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Cuts all connections and takes no more. */
  public void cut() {
    try {
      listener.close();
      // Until it notices, the port is taken.
      accepting.join();
      for (Socket socket = open.poll(); socket != null; socket = open.poll()) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes connections again, on the same port. */
  public void mend() {
    listen(port());
  }

  @Override
  public void close() {
    cut();
  }

  private void listen(int port) {
    try {
      ServerSocket fresh = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
      listener = fresh;
      accepting = daemon(() -> accept(fresh));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket from) throws IOException {
    while (true) {
      Socket caller = from.accept();
      Socket called = new Socket(host, target);
      open.add(caller);
      open.add(called);
      daemon(() -> copy(caller, called));
      daemon(() -> copy(called, caller));
    }
  }

  private static void copy(Socket from, Socket to) throws IOException {
    try (from;
        to;
        InputStream in = from.getInputStream()) {
      in.transferTo(to.getOutputStream());
    }
  }

  private static Thread daemon(Task task) {
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } catch (IOException e) {
                // One side has closed the connection, or the test has.
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private interface Task {
    void run() throws IOException;
  }
}
