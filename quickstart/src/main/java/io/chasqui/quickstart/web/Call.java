package io.chasqui.quickstart.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One HTTP call. */
public final class Call {

  private static final int MOST_FORM_BYTES = 1_000_000;

  private final HttpExchange exchange;

  Call(HttpExchange exchange) {
    this.exchange = exchange;
  }

  /** In capitals. */
  public String method() {
    return exchange.getRequestMethod();
  }

  /** Decoded, without the query. */
  public String path() {
    return exchange.getRequestURI().getPath();
  }

  /** The path's parts: {@code /api/mails/7} is api, mails, 7. */
  public List<String> segments() {
    return Arrays.stream(path().split("/")).filter(part -> !part.isEmpty()).toList();
  }

  public Map<String, String> query() {
    String query = exchange.getRequestURI().getRawQuery();
    return query == null ? Map.of() : readForm(query);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  /** In lower case, without its parameters; empty when there is none. */
  public String mediaType() {
    String type = header("Content-Type").orElse("");
    return type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads the body.
   *
   * @throws BadCall with 413 when it is longer than that
   */
  public byte[] body(int mostBytes) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] buffer = new byte[16_384];
    for (int n; (n = exchange.getRequestBody().read(buffer)) >= 0; ) {
      if (body.size() + n > mostBytes) {
        throw new BadCall(413, "Request Entity Too Large");
      }
      body.write(buffer, 0, n);
    }
    return body.toByteArray();
  }

  /** The fields of a small form, sent as JSON or as a browser sends it. */
  public Map<String, String> form() throws IOException {
    byte[] body = body(MOST_FORM_BYTES);
    if (isBrowserForm()) {
      return readForm(new String(body, StandardCharsets.UTF_8));
    }
    Map<String, String> fields = new LinkedHashMap<>();
    Json.readObject(body)
        .properties()
        .forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
    return fields;
  }

  /** Whether a browser's form was sent, so that the answer should be a page. */
  public boolean isBrowserForm() {
    return mediaType().equals("application/x-www-form-urlencoded");
  }

  /** Reads {@code a=1&b=2}. */
  public static Map<String, String> readForm(String form) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : form.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        fields.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
      }
    }
    return fields;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BadCall("A percent sign is not followed by two hexadecimal digits");
    }
  }
}
