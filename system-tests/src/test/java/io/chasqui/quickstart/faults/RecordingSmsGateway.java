package io.chasqui.quickstart.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A gateway that speaks the protocol of probes, takes everything and remembers it. */
final class RecordingSmsGateway implements AutoCloseable {

  static final String TOKEN = "a-token";

  private final ObjectMapper json = new ObjectMapper();
  private final Clock clock = Clock.systemUTC();
  private final List<Arrival> arrivals = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  RecordingSmsGateway() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/send/", this::take);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Those whose requests came whole. */
  List<Arrival> arrivals() {
    return List.copyOf(arrivals);
  }

  private void take(HttpExchange exchange) throws IOException {
    Instant begunAt = clock.instant();
    try (exchange) {
      JsonNode message = json.readTree(exchange.getRequestBody().readAllBytes());
      arrivals.add(new Arrival("+" + message.path("phone").asText(), "", begunAt, clock.instant()));
      byte[] answer = "{\"code\": 0, \"message\": \"OK\"}".getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
