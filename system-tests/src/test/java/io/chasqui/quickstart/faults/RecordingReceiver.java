package io.chasqui.quickstart.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A host of webhook endpoints and of push subscriptions, one for each recipient. It takes
 * everything and remembers whose it was, and by which id it would know it again.
 */
final class RecordingReceiver implements AutoCloseable {

  /** Part of each address: who knows an endpoint may write to it. */
  static final String TOKEN = "kn2f84ac61";

  private final Clock clock = Clock.systemUTC();
  private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile Duration thinkTime = Duration.ZERO;

  RecordingReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/webhook/", exchange -> take(exchange, "webhook-id", 204));
    server.createContext("/push/", exchange -> take(exchange, "Topic", 201));
    server.start();
  }

  /** Where webhooks of a recipient go. */
  String webhook(String recipient) {
    return url("/webhook/" + TOKEN + "/" + recipient);
  }

  /** Where push messages of a recipient go. */
  String push(String recipient) {
    return url("/push/" + TOKEN + "/" + recipient);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** How long it waits before each answer. */
  void thinkFor(Duration time) {
    thinkTime = time;
  }

  /** Those whose requests came whole. */
  List<Arrival> arrivals() {
    return List.copyOf(arrivals);
  }

  private void take(HttpExchange exchange, String id, int answer) throws IOException {
    Instant begunAt = clock.instant();
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      arrivals.add(
          new Arrival(
              path.substring(path.lastIndexOf('/') + 1),
              exchange.getRequestHeaders().getFirst(id),
              begunAt,
              clock.instant()));
      think();
      exchange.sendResponseHeaders(answer, -1);
    }
  }

  private void think() {
    try {
      Thread.sleep(thinkTime.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
