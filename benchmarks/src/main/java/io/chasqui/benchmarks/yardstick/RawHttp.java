package io.chasqui.benchmarks.yardstick;

import io.chasqui.benchmarks.load.HttpConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The limit of a channel: requests that are ready made, written to a few kept connections one after
 * the other by the benchmark's own client, without a library. No queue, no journal. A process of
 * its own.
 */
public final class RawHttp {

  /** The line it writes when it waits to be told. */
  public static final String READY = "ready";

  private static final long PAUSE_MILLIS = 50;
  private static final int OK = 200;

  private RawHttp() {}

  /**
   * Sends some requests to get warm, and each of them once when told to.
   *
   * @param arguments the peer's port, connections, the file of the requests, a line in base64 each,
   *     how many are sent to get warm, and the file that says go
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    // Words of protocols, and field names, are spelt alike whatever the machine speaks.
    Locale.setDefault(Locale.ROOT);
    int port = Integer.parseInt(arguments[0]);
    int connections = Integer.parseInt(arguments[1]);
    List<byte[]> requests =
        Files.readAllLines(Path.of(arguments[2])).stream()
            .map(Base64.getDecoder()::decode)
            .toList();
    send(port, connections, requests, Integer.parseInt(arguments[3]));
    System.out.println(READY);
    while (!Files.exists(Path.of(arguments[4]))) {
      Thread.sleep(PAUSE_MILLIS);
    }
    send(port, connections, requests, requests.size());
    // What it has used is read when everything has arrived.
    Thread.currentThread().join();
  }

  private static void send(int port, int connections, List<byte[]> requests, int count)
      throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    Thread[] threads = new Thread[connections];
    for (int i = 0; i < connections; i++) {
      threads[i] = new Thread(() -> send(port, requests, count, next), "connection-" + i);
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void send(int port, List<byte[]> requests, int count, AtomicInteger next) {
    try (HttpConnection connection = new HttpConnection(port, null)) {
      for (int number; (number = next.getAndIncrement()) < count; ) {
        int status = connection.exchange(requests.get(number % requests.size())).status();
        if (status != OK) {
          throw new IOException("The peer answered " + status);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("The bare client failed", e);
    }
  }
}
