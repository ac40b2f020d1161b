package io.chasqui.quickstart.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Takes every webhook and remembers it, by the path that each recipient has of its own. */
final class RecordingWebhookReceiver implements AutoCloseable {

  static final String KEY = "ZmF1bHRzLWtleS1vZi1leGFjdGx5LTMyLWJ5dGVzLi4=";

  /** In each address, as others have theirs. */
  static final String TOKEN = "kn" + UUID.randomUUID().toString().substring(24);

  private static final String PATH = "/in/";

  private final Clock clock = Clock.systemUTC();
  private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  RecordingWebhookReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(PATH, this::take);
    server.start();
  }

  String url(String recipient) {
    return "http://127.0.0.1:"
        + server.getAddress().getPort()
        + PATH
        + recipient
        + "?token="
        + TOKEN;
  }

  /** Those whose requests came whole, with their {@code webhook-id}. */
  List<Arrival> arrivals() {
    return List.copyOf(arrivals);
  }

  private void take(HttpExchange exchange) throws IOException {
    Instant begunAt = clock.instant();
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      arrivals.add(
          new Arrival(
              exchange.getRequestURI().getPath().substring(PATH.length()),
              exchange.getRequestHeaders().getFirst("webhook-id"),
              begunAt,
              clock.instant()));
      exchange.sendResponseHeaders(204, -1);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
