package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Does what a person's browser does: keeps cookies, follows redirects, sends forms. */
final class Browser {

  /** In a form, or in the head of a page whose scripts send it. */
  private static final Pattern CSRF =
      Pattern.compile(
          "name=\"(?:_csrf|csrf-token)\"(?: type=\"hidden\")? (?:value|content)=\"([^\"]+)\"");

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final URI server;
  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient following =
      HttpClient.newBuilder().cookieHandler(cookies).followRedirects(Redirect.NORMAL).build();
  private final HttpClient staying = HttpClient.newBuilder().cookieHandler(cookies).build();
  private String token = "";

  Browser(ChasquiServer server) {
    this(server.uri(""));
  }

  /**
   * @param server its address with the prefix below which it is seen, without a slash at the end
   */
  Browser(URI server) {
    this.server = server;
  }

  /** Of a person with a role, who has the dashboard open. */
  static Browser of(ChasquiServer server, String role) {
    Browser browser = new Browser(server);
    browser.logIn(role);
    browser.open("/dashboard");
    return browser;
  }

  /** As a person who has a role, and its name. */
  HttpResponse<String> logIn(String name) {
    HttpResponse<String> page = logIn(name, ChasquiServer.PASSWORD);
    assertThat(page.uri().getPath()).as("after the login").doesNotEndWith("/login");
    return page;
  }

  HttpResponse<String> logIn(String name, String password) {
    open("/login");
    return send("/login", "username", name, "password", password);
  }

  HttpResponse<String> open(String path) {
    HttpResponse<String> page =
        exchange(
            following, request(path).header("Accept", "text/html").GET(), BodyHandlers.ofString());
    Matcher csrf = CSRF.matcher(page.body());
    if (csrf.find()) {
      token = csrf.group(1);
    }
    return page;
  }

  /** A form, with the token of the page that was opened last. */
  HttpResponse<String> send(String path, String... namesAndValues) {
    StringBuilder form = new StringBuilder("_csrf=" + encoded(token));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      form.append('&').append(namesAndValues[i]).append('=').append(encoded(namesAndValues[i + 1]));
    }
    return exchange(
        following,
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "text/html")
            .POST(BodyPublishers.ofString(form.toString())),
        BodyHandlers.ofString());
  }

  /** The form of one file, with the token of the page that was opened last. */
  HttpResponse<String> upload(String path, String file) {
    String body =
        "--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\"r.pdf\"\r\n"
            + "Content-Type: application/pdf\r\n\r\n"
            + file
            + "\r\n--limit--\r\n";
    return exchange(
        request(path + "?_csrf=" + encoded(token))
            .header("Content-Type", "multipart/form-data; boundary=limit")
            .header("Accept", "text/html")
            .POST(BodyPublishers.ofString(body)));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server + path));
  }

  /** As a page's script asks; redirects are not followed, as in all below. */
  HttpResponse<String> get(String path) {
    return exchange(request(path).GET());
  }

  /** As a page's script acts, with the token of the page that was opened last. */
  HttpResponse<String> act(String method, String path, String... headers) {
    return exchange(action(method, path, headers));
  }

  /** The same, to see only whether it is refused: a stream of events has no end. */
  int statusOf(String method, String path) {
    HttpResponse<InputStream> answer = exchange(action(method, path), BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      return answer.statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpRequest.Builder action(String method, String path, String... headers) {
    HttpRequest.Builder request = request(path).header("X-CSRF-TOKEN", token);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return request.method(method, BodyPublishers.noBody());
  }

  HttpResponse<String> exchange(HttpRequest.Builder request) {
    return exchange(request, BodyHandlers.ofString());
  }

  <T> HttpResponse<T> exchange(HttpRequest.Builder request, BodyHandler<T> handler) {
    return exchange(staying, request, handler);
  }

  private static <T> HttpResponse<T> exchange(
      HttpClient http, HttpRequest.Builder request, BodyHandler<T> handler) {
    try {
      return http.send(request.timeout(TIMEOUT).build(), handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A cookie that was not ours to set. */
  void keep(String name, String value) {
    HttpCookie cookie = new HttpCookie(name, value);
    cookie.setPath("/");
    cookie.setVersion(0);
    cookies.getCookieStore().add(URI.create(server + "/"), cookie);
  }

  List<HttpCookie> cookies() {
    return cookies.getCookieStore().get(URI.create(server + "/"));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
