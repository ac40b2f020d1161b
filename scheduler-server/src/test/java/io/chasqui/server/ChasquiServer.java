package io.chasqui.server;

import io.chasqui.server.api.access.Scope;
import io.chasqui.server.key.ApiKeys;
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
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * The real server on a real PostgreSQL and free ports, spoken to over HTTP.
 *
 * <p>As an extension of a test class, by {@link #shared} or {@link #with}, it starts once in a JVM
 * for all classes that ask for the same settings; each finds its database and its reports as they
 * were after the start. What else it remembers is what a caller may not notice: keys as they were a
 * moment ago, how often one asked, and what was logged once. Its metrics count on.
 *
 * <p>A test has a server of its own, by {@link #start} or {@link #on}, where it is about a start or
 * an end, about metrics from zero, two servers on one database, or what alerts have seen.
 */
final class ChasquiServer implements BeforeAllCallback, AutoCloseable {

  /** Of viewer, operator and admin, who have their roles' names. */
  static final String PASSWORD = "correct horse battery";

  /** Of the least cost that is taken: each login pays for it. */
  private static final String PASSWORD_HASH =
      "$2a$10$1yy0Rw8hzOZO9GCWujP9OOq//olQAbEgU8zPJ9KNbo45OnNO/wUui";

  /** Of all that does not say otherwise. */
  static final String SECRETS_KEY = "a2V5LW9mLXRlc3RzLWFuZC1vZi0zMi1ieXRlcy0uLi4=";

  /** By their settings; they end with the JVM. */
  private static final Map<Set<String>, ChasquiServer> SHARED = new HashMap<>();

  final TestDatabase database;
  private final Path reports = temporaryDirectory();
  private final List<String> settings = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private ServletWebServerApplicationContext context;
  private String key;

  private ChasquiServer(TestDatabase database, boolean withPeople, String... settings) {
    this.database = database;
    for (var setting : database.settings().entrySet()) {
      this.settings.add("--" + setting.getKey() + "=" + setting.getValue());
    }
    this.settings.add("--server.port=0");
    this.settings.add("--chasqui.storage.directory.path=" + reports);
    if (withPeople) {
      addPeople(this.settings);
    }
    this.settings.addAll(List.of(settings));
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

  /** The one with the settings of a fresh installation. */
  static ChasquiServer shared() {
    return with();
  }

  /**
   * The one with these settings.
   *
   * @param settings as {@code key=value}, in any order
   */
  static synchronized ChasquiServer with(String... settings) {
    return SHARED.computeIfAbsent(
        Set.of(settings),
        all ->
            new ChasquiServer(
                TestDatabase.fresh(),
                true,
                all.stream().map(one -> "--" + one).toArray(String[]::new)));
  }

  /** The one that tells the desk of what comes by the contact form, as often as it comes. */
  static ChasquiServer withContactForm() {
    return with(
        "chasqui.contact.recipients=desk@example.org",
        "chasqui.contact.messages-per-hour-and-address=100000",
        "chasqui.contact.messages-per-hour=100000");
  }

  @Override
  public void beforeAll(ExtensionContext test) {
    if (context == null) {
      run();
      database.remember();
    } else {
      reset();
    }
  }

  /** As it was after its start. */
  void reset() {
    database.reset();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(reports)) {
      for (Path file : files) {
        FileSystemUtils.deleteRecursively(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ChasquiServer start(String... settings) {
    return on(TestDatabase.fresh(), settings);
  }

  static ChasquiServer on(TestDatabase database, String... settings) {
    return new ChasquiServer(database, true, settings).run();
  }

  /** As a first start is, with nobody configured who may log in. */
  static ChasquiServer withoutPeople(TestDatabase database, String... settings) {
    return new ChasquiServer(database, false, settings).run();
  }

  private ChasquiServer run() {
    context =
        (ServletWebServerApplicationContext)
            new SpringApplicationBuilder(SchedulerServerApplication.class)
                .properties("chasqui.secrets.key=" + SECRETS_KEY)
                .registerShutdownHook(false)
                .run(settings.toArray(String[]::new));
    key = key(Scope.ADMIN);
    return this;
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

  <T> T bean(String name, Class<T> type) {
    return context.getBean(name, type);
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
    if (SHARED.containsValue(this)) {
      throw new IllegalStateException("others use it too");
    }
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
