package io.chasqui.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Does what a person's browser does: keeps cookies, follows redirects, sends forms. */
final class Browser {

  /** In a form, or in the head of a page whose scripts send it. */
  private static final Pattern CSRF =
      Pattern.compile(
          "name=\"(?:_csrf|csrf-token)\"(?: type=\"hidden\")? (?:value|content)=\"([^\"]+)\"");

  private final RunningServer server;
  private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(cookies).followRedirects(Redirect.NORMAL).build();
  private String token = "";

  Browser(RunningServer server) {
    this.server = server;
  }

  /** As a person who has a role, and its name. */
  HttpResponse<String> logIn(String name) {
    HttpResponse<String> page = logIn(name, RunningServer.PASSWORD);
    assertThat(page.uri().getPath()).as("after the login").isNotEqualTo("/login");
    return page;
  }

  HttpResponse<String> logIn(String name, String password) {
    open("/login");
    return send("/login", "username", name, "password", password);
  }

  HttpResponse<String> open(String path) {
    HttpResponse<String> page = exchange(request(path).header("Accept", "text/html").GET());
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
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Accept", "text/html")
            .POST(BodyPublishers.ofString(form.toString())));
  }

  HttpRequest.Builder request(String path) {
    return server.anonymous(path);
  }

  HttpResponse<String> exchange(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  String token() {
    return token;
  }

  List<HttpCookie> cookies() {
    return cookies.getCookieStore().get(URI.create(server.uri("/").toString()));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
