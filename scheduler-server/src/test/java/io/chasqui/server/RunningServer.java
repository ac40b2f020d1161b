package io.chasqui.server;

import io.chasqui.testing.ManagementPort;
import io.chasqui.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** The real server on a real PostgreSQL and free ports, spoken to over HTTP. */
final class RunningServer implements AutoCloseable {

  static final String DASHBOARD_PASSWORD = "for-this-test";

  final TestDatabase database;
  final int dashboardPort;
  private final ServletWebServerApplicationContext context;
  private final HttpClient http = HttpClient.newHttpClient();

  private RunningServer(TestDatabase database, int dashboardPort, String... settings) {
    this.database = database;
    this.dashboardPort = dashboardPort;
    SpringApplicationBuilder application =
        new SpringApplicationBuilder(SchedulerServerApplication.class);
    String[] all = new String[settings.length + 7];
    int i = 0;
    for (var setting : database.settings().entrySet()) {
      all[i++] = "--" + setting.getKey() + "=" + setting.getValue();
    }
    all[i++] = "--server.port=0";
    all[i++] = "--jobrunr.dashboard.port=" + dashboardPort;
    all[i++] = "--jobrunr.dashboard.password=" + DASHBOARD_PASSWORD;
    all[i++] = "--chasqui.storage.directory.path=" + temporaryDirectory();
    System.arraycopy(settings, 0, all, i, settings.length);
    this.context = (ServletWebServerApplicationContext) application.run(all);
  }

  static RunningServer start(String... settings) {
    return on(TestDatabase.fresh(), settings);
  }

  static RunningServer on(TestDatabase database, String... settings) {
    return new RunningServer(database, FreePort.find(), settings);
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  ManagementPort managementPort() {
    return ManagementPort.of(context);
  }

  URI uri(String path) {
    return URI.create("http://localhost:" + context.getWebServer().getPort() + path);
  }

  HttpResponse<String> get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  HttpResponse<String> post(String path, String json, String... headers) {
    return send(
        request(path, headers)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  HttpResponse<String> postAs(String contentType, String path, String body, String... headers) {
    return send(
        request(path, headers)
            .header("Content-Type", contentType)
            .POST(BodyPublishers.ofString(body)));
  }

  HttpResponse<String> put(String path, String contentType, byte[] body, String... headers) {
    return send(
        request(path, headers)
            .header("Content-Type", contentType)
            .PUT(BodyPublishers.ofByteArray(body)));
  }

  HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    return headers.length == 0 ? request : request.headers(headers);
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    return send(request, BodyHandlers.ofString());
  }

  <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request.build(), handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  long count(String table) {
    return database.count(table);
  }

  @Override
  public void close() {
    context.close();
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("chasqui-reports-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
