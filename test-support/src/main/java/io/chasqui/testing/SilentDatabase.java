package io.chasqui.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.locks.LockSupport;

/**
 * The way to a database, which can swallow what the database answers: it hangs, and is not away.
 */
public final class SilentDatabase implements AutoCloseable {

  private final ServerSocket door;
  private final URI behind;
  private final String url;
  private volatile boolean silent;

  /** Leads to this one. */
  public SilentDatabase(TestDatabase database) {
    try {
      this.behind = URI.create(database.url().substring("jdbc:".length()));
      this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      this.url =
          database.url().replace(":" + behind.getPort() + "/", ":" + door.getLocalPort() + "/");
      start(this::letIn);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By which it is reached. */
  public String url() {
    return url;
  }

  /** Whether answers are held back; they go on when it ends. */
  public void beSilent(boolean value) {
    silent = value;
  }

  private void letIn() {
    try {
      while (true) {
        Socket caller = door.accept();
        Socket database = new Socket(behind.getHost(), behind.getPort());
        start(() -> pass(caller, database));
        start(() -> pass(database, caller));
      }
    } catch (IOException e) {
      // It was closed.
    }
  }

  private void pass(Socket from, Socket to) {
    byte[] some = new byte[8192];
    try (from;
        to;
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int n = in.read(some); n >= 0; n = in.read(some)) {
        while (silent) {
          LockSupport.parkNanos(10_000_000);
        }
        out.write(some, 0, n);
      }
    } catch (IOException e) {
      // One of the two has gone.
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "silent-database");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
