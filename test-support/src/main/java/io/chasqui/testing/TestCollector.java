package io.chasqui.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A collector of spans: OTLP over HTTP, on a free port of this machine. */
public final class TestCollector implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<CollectedSpan> spans = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile int status = 200;

  private TestCollector(HttpServer server) {
    this.server = server;
  }

  public static TestCollector start() {
    try {
      TestCollector collector =
          new TestCollector(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
      collector.server.createContext("/v1/traces", collector::take);
      collector.server.setExecutor(collector.threads);
      collector.server.start();
      return collector;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For {@code management.otlp.tracing.endpoint}. */
  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
  }

  public List<CollectedSpan> spans() {
    return List.copyOf(spans);
  }

  public List<CollectedSpan> spansOf(String traceId) {
    return spans.stream().filter(span -> span.traceId().equals(traceId)).toList();
  }

  /** Headers and bodies of all requests; bytes as characters. */
  public String received() {
    return String.join("\n", requests);
  }

  /** What it answers from now on. */
  public void answer(int status) {
    this.status = status;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange;
        InputStream body = exchange.getRequestBody()) {
      byte[] bytes = body.readAllBytes();
      requests.add(
          exchange.getRequestHeaders().entrySet()
              + "\n"
              + new String(bytes, StandardCharsets.ISO_8859_1));
      if (status == 200) {
        spans.addAll(CollectedSpan.in(bytes));
      }
      exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(status, -1);
    }
  }
}
