package io.chasqui.quickstart.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody with a browser. */
final class Person {

  private static final Pattern FORM_TOKEN = Pattern.compile("name=\"_csrf\"[^>]* value=\"([^\"]+)");

  private final URI server;
  private final HttpClient browser =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

  Person(URI server) {
    this.server = server;
  }

  /** Logs in, or tries to; the answer leads to the next page. */
  HttpResponse<String> logIn(String name, String password)
      throws IOException, InterruptedException {
    Matcher token = FORM_TOKEN.matcher(open("/login").body());
    assertThat(token.find()).isTrue();
    String form =
        "_csrf=%s&username=%s&password=%s"
            .formatted(encoded(token.group(1)), encoded(name), encoded(password));
    return browser.send(
        HttpRequest.newBuilder(server.resolve("/login"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.ofString());
  }

  HttpResponse<String> open(String path) throws IOException, InterruptedException {
    return browser.send(
        HttpRequest.newBuilder(server.resolve(path)).header("Accept", "text/html, */*").build(),
        BodyHandlers.ofString());
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
