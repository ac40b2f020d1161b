package io.chasqui.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A proxy that shows a server below a prefix of its own, as docs/deployment.md sets one up. It
 * changes nothing in answers.
 */
final class PrefixProxy implements AutoCloseable {

  /** Of one connection, or written by the client itself. */
  private static final Set<String> NOT_PASSED_ON =
      Set.of(
          "connection", "host", "content-length", "transfer-encoding", "upgrade", "http2-settings");

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private final String prefix;
  private final URI target;

  /**
   * @param prefix what it takes away from the beginning of paths, and tells of
   * @param target what it puts in its place
   */
  PrefixProxy(String prefix, URI target) throws IOException {
    this.prefix = prefix;
    this.target = target;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(prefix, this::passOn);
    server.start();
  }

  /** Where its callers see the server. */
  URI uri() {
    return URI.create("http://localhost:" + server.getAddress().getPort() + prefix);
  }

  private void passOn(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().toString().substring(prefix.length());
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(target + path))
              .method(
                  exchange.getRequestMethod(),
                  BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
      exchange
          .getRequestHeaders()
          .forEach(
              (name, values) -> {
                if (!NOT_PASSED_ON.contains(name.toLowerCase(Locale.ROOT))) {
                  values.forEach(value -> request.header(name, value));
                }
              });
      request.setHeader("X-Forwarded-For", "203.0.113.7");
      request.setHeader("X-Forwarded-Proto", "http");
      request.setHeader("X-Forwarded-Host", "localhost");
      request.setHeader("X-Forwarded-Port", String.valueOf(server.getAddress().getPort()));
      request.setHeader("X-Forwarded-Prefix", prefix);
      answer(exchange, client.send(request.build(), BodyHandlers.ofInputStream()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange exchange, HttpResponse<InputStream> answer)
      throws IOException {
    answer
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!NOT_PASSED_ON.contains(name) && !name.startsWith(":")) {
                values.forEach(value -> exchange.getResponseHeaders().add(name, value));
              }
            });
    boolean hasBody = answer.statusCode() != 204 && answer.statusCode() != 304;
    exchange.sendResponseHeaders(answer.statusCode(), hasBody ? 0 : -1);
    if (hasBody) {
      try (OutputStream body = exchange.getResponseBody();
          InputStream content = answer.body()) {
        byte[] buffer = new byte[8192];
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
          body.write(buffer, 0, read);
          body.flush();
        }
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
