package io.chasqui.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContext;

/** The port on which a process shows health and metrics, and what else it may show there. */
public final class ManagementPort {

  private static final List<String> ALL =
      List.of(
          "",
          "/",
          "/auditevents",
          "/beans",
          "/caches",
          "/conditions",
          "/configprops",
          "/env",
          "/flyway",
          "/health",
          "/heapdump",
          "/httpexchanges",
          "/info",
          "/liquibase",
          "/logfile",
          "/loggers",
          "/mappings",
          "/metrics",
          "/prometheus",
          "/quartz",
          "/sbom",
          "/scheduledtasks",
          "/sessions",
          "/shutdown",
          "/startup",
          "/threaddump");

  private static final List<String> FORMS =
      List.of(
          "Content-Type: application/x-www-form-urlencoded",
          "Content-Type: multipart/form-data; boundary=b",
          "Content-Type: application/json",
          "Content-Type: application/octet-stream",
          "X-None: none");

  private final TomcatWebServer server;

  private ManagementPort(TomcatWebServer server) {
    this.server = server;
  }

  /** The port of a running application that has no other one for management. */
  public static ManagementPort of(ApplicationContext application) {
    WebServer server = ((ServletWebServerApplicationContext) application).getWebServer();
    return new ManagementPort((TomcatWebServer) server);
  }

  /** Where it listens; null is everywhere. */
  public @Nullable InetAddress address() {
    return (InetAddress) server.getTomcat().getConnector().getProperty("address");
  }

  /**
   * What is below {@code /actuator} and answers otherwise than with 404.
   *
   * @param headers of each request, names and values by turns
   */
  public List<String> shown(String... headers) {
    HttpClient http = HttpClient.newHttpClient();
    return ALL.stream().filter(endpoint -> status(http, endpoint, headers) != 404).toList();
  }

  /** What it answers to whoever asks without a key. */
  public int statusOf(String path) {
    return ask(HttpClient.newHttpClient(), path);
  }

  /** By nobody, of whatever form, at an address that is there and at one that is not. */
  public void assertThatNoBodyIsRead() {
    for (String path : List.of("/actuator/health", "/actuator/info", "/nothing")) {
      for (String type : FORMS) {
        for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
          URI uri = URI.create("http://127.0.0.1:" + server.getPort() + path);
          assertThat(UnsentBody.statusOf(uri, method, type, UnsentBody.LENGTH))
              .as("%s %s %s", method, path, type)
              .isBetween(400, 499);
          assertThat(UnsentBody.statusOf(uri, method, type, UnsentBody.CHUNKED))
              .as("%s %s %s in pieces", method, path, type)
              .isBetween(200, 499);
        }
      }
    }
  }

  private int status(HttpClient http, String endpoint, String... headers) {
    return ask(http, "/actuator" + endpoint, headers);
  }

  private int ask(HttpClient http, String path, String... headers) {
    URI uri = URI.create("http://127.0.0.1:" + server.getPort() + path);
    try {
      HttpRequest.Builder request = HttpRequest.newBuilder(uri);
      if (headers.length > 0) {
        request.headers(headers);
      }
      return http.send(request.build(), BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
