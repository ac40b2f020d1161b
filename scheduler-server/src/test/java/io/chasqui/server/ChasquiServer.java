package io.chasqui.server;

import io.chasqui.server.key.ApiKeys;
import io.chasqui.server.key.Scope;
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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** The real server on a real PostgreSQL and free ports, spoken to over HTTP. */
final class ChasquiServer implements AutoCloseable {

  /** Of viewer, operator and admin, who have their roles' names. */
  static final String PASSWORD = "correct horse battery";

  private static final String PASSWORD_HASH =
      "$2a$12$KqrpJg60dUjX4sDwAnnHBuJMfRKGK4uzgL8yNst.icizoTdyE5Xqy";

  final TestDatabase database;
  private final ServletWebServerApplicationContext context;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String key;

  private ChasquiServer(TestDatabase database, boolean withPeople, String... settings) {
    this.database = database;
    SpringApplicationBuilder application =
        new SpringApplicationBuilder(SchedulerServerApplication.class);
    List<String> all = new ArrayList<>();
    for (var setting : database.settings().entrySet()) {
      all.add("--" + setting.getKey() + "=" + setting.getValue());
    }
    all.add("--server.port=0");
    all.add("--chasqui.storage.directory.path=" + temporaryDirectory());
    if (withPeople) {
      addPeople(all);
    }
    all.addAll(List.of(settings));
    this.context = (ServletWebServerApplicationContext) application.run(all.toArray(String[]::new));
    this.key = key(Scope.ADMIN);
  }

  private static void addPeople(List<String> settings) {
    String[] roles = {"viewer", "operator", "admin"};
    for (int i = 0; i < roles.length; i++) {
      String person = "--chasqui.login.users[" + i + "].";
      settings.add(person + "name=" + roles[i]);
      settings.add(person + "role=" + roles[i]);
      settings.add(person + "password-hash=" + PASSWORD_HASH);
    }
  }

  static ChasquiServer start(String... settings) {
    return on(TestDatabase.fresh(), settings);
  }

  static ChasquiServer on(TestDatabase database, String... settings) {
    return new ChasquiServer(database, true, settings);
  }

  /** As a first start is, with nobody configured who may log in. */
  static ChasquiServer withoutPeople(TestDatabase database, String... settings) {
    return new ChasquiServer(database, false, settings);
  }

  /** A new key of a name of its own. */
  String key(Scope... scopes) {
    return bean(ApiKeys.class).create(null, Set.of(scopes), null).text();
  }

  /** The line of the header that {@link #request} adds. */
  String authorizationLine() {
    return String.join(": ", authorization());
  }

  /** The header that all requests have that are not said to have another, or none. */
  String[] authorization() {
    return new String[] {"Authorization", "Bearer " + key};
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  ManagementPort managementPort() {
    return ManagementPort.of(context);
  }

  <T> Collection<T> beans(Class<T> type) {
    return context.getBeansOfType(type).values();
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

  /** With a key for everything, unless it brings an Authorization header of its own. */
  HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = anonymous(path);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return List.of(headers).contains("Authorization") ? request : request.headers(authorization());
  }

  HttpRequest.Builder anonymous(String path) {
    return HttpRequest.newBuilder(uri(path));
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
