package io.chasqui.quickstart.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What an HTTP call is answered with.
 *
 * @param status 0: no answer at all, the connection is cut
 */
@SuppressWarnings("ArrayRecordComponent")
public record Answer(int status, byte[] body, Map<String, String> headers) {

  private static final String PDF = "application/pdf";

  /** Scripts and styles from this server only, nothing from elsewhere, no framing by others. */
  private static final String PAGE_POLICY =
      "default-src 'none'; img-src data:; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  /** A stranger's HTML: shown, but it runs nothing and loads nothing. */
  private static final String FOREIGN_PAGE_POLICY =
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors"
          + " 'self'";

  public Answer {
    headers = Map.copyOf(headers);
  }

  public static Answer page(String html) {
    return html(html, PAGE_POLICY);
  }

  /** HTML from outside, fit only for a sandboxed frame. */
  public static Answer foreignPage(String html) {
    return html(html, FOREIGN_PAGE_POLICY);
  }

  private static Answer html(String html, String policy) {
    return of(200, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8))
        .with("Content-Security-Policy", policy);
  }

  public static Answer json(Object value) {
    return json(200, value);
  }

  public static Answer json(int status, Object value) {
    return of(status, "application/json", Json.bytes(value));
  }

  public static Answer text(int status, String text) {
    return of(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  public static Answer of(int status, String contentType, byte[] body) {
    return new Answer(status, body, Map.of("Content-Type", contentType));
  }

  public static Answer notFound() {
    return text(404, "There is nothing here.");
  }

  public static Answer seeOther(String path) {
    return new Answer(303, new byte[0], Map.of("Location", path));
  }

  /** Cuts the connection without a word. */
  public static Answer cut() {
    return new Answer(0, new byte[0], Map.of());
  }

  /** A file from outside: a PDF opens in the browser, anything else is saved and never run. */
  public static Answer file(byte[] content, String contentType, String fileName) {
    boolean pdf = contentType.toLowerCase(Locale.ROOT).startsWith(PDF);
    return of(200, pdf ? PDF : "application/octet-stream", content)
        .with("Content-Disposition", disposition(pdf ? "inline" : "attachment", fileName));
  }

  /** The name in ASCII for old clients and, by RFC 6266, in any language. */
  static String disposition(String kind, String fileName) {
    String safe = fileName.replaceAll("[\\p{Cntrl}/\\\\]", "_");
    String ascii = safe.replaceAll("[^A-Za-z0-9._ ()-]", "_");
    String encoded = URLEncoder.encode(safe, StandardCharsets.UTF_8).replace("+", "%20");
    return "%s; filename=\"%s\"; filename*=UTF-8''%s"
        .formatted(kind, ascii, encoded.replace("*", "%2A"));
  }

  public Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, body, more);
  }
}
