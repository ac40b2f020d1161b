package io.chasqui.quickstart.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server on 127.0.0.1 that answers only calls made for that address: neither a website's
 * script nor a name that was pointed here can read what it shows or change it.
 */
public final class LocalHttpServer implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(LocalHttpServer.class);
  private static final Set<String> OWN_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");
  private static final Map<String, String> ASSETS =
      Map.of("/style.css", "text/css; charset=utf-8", "/refresh.js", "text/javascript");

  static {
    // Without it each answer on a kept connection waits some 40 ms for a delayed ACK.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads;

  private LocalHttpServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /** Answers one call; may block, as each call has a thread. */
  @FunctionalInterface
  public interface Handler {
    Answer handle(Call call) throws IOException, InterruptedException;
  }

  /**
   * Starts listening.
   *
   * @param name for its threads
   * @param port 0: any free one
   */
  public static LocalHttpServer start(String name, int port, Handler handler) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      ExecutorService threads =
          Executors.newCachedThreadPool(
              work -> {
                Thread thread = new Thread(work, name);
                thread.setDaemon(true);
                return thread;
              });
      server.setExecutor(threads);
      server.createContext("/", exchange -> serve(exchange, handler));
      server.start();
      return new LocalHttpServer(server, threads);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot listen on port " + port + " for " + name, e);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Without a slash at its end. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static void serve(HttpExchange exchange, Handler handler) throws IOException {
    try {
      send(exchange, answer(exchange, new Call(exchange), handler));
    } finally {
      exchange.close();
    }
  }

  private static Answer answer(HttpExchange exchange, Call call, Handler handler)
      throws IOException {
    try {
      if (!isMeantForUs(call)) {
        return Answer.text(403, "This server answers only calls made for 127.0.0.1 or localhost.");
      }
      String assetType = ASSETS.get(call.path());
      return assetType == null ? handler.handle(call) : asset(call.path(), assetType);
    } catch (BadCall e) {
      return Answer.json(e.status(), Map.of("error", String.valueOf(e.getMessage())));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.cut();
    } catch (RuntimeException e) {
      log.warn("{} {} failed", call.method(), exchange.getRequestURI().getPath(), e);
      return Answer.text(500, "Something went wrong here; the quickstart's log says what.");
    }
  }

  private static boolean isMeantForUs(Call call) {
    Optional<String> host = call.header("Host");
    if (host.isPresent() && !OWN_NAMES.contains(withoutPort(host.get()))) {
      return false;
    }
    Optional<String> origin = call.header("Origin");
    return origin.isEmpty() || origin.equals(host.map("http://"::concat));
  }

  private static String withoutPort(String host) {
    return host.toLowerCase(Locale.ROOT).replaceFirst(":\\d+$", "");
  }

  private static Answer asset(String path, String contentType) throws IOException {
    try (InputStream asset = LocalHttpServer.class.getResourceAsStream(path.substring(1))) {
      return asset == null
          ? Answer.notFound()
          : Answer.of(200, contentType, asset.readAllBytes()).with("Cache-Control", "max-age=3600");
    }
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    if (answer.status() == 0) {
      return; // Closing an exchange that was not answered cuts its connection.
    }
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    // Not no-referrer: browsers would then send "Origin: null" with our own forms.
    exchange.getResponseHeaders().set("Referrer-Policy", "same-origin");
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    boolean hasBody = answer.body().length > 0 && !exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(answer.status(), hasBody ? answer.body().length : -1);
    if (hasBody) {
      exchange.getResponseBody().write(answer.body());
    }
  }
}
