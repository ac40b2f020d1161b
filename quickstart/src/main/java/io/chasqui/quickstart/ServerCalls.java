package io.chasqui.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Calls of the server's API. */
final class ServerCalls {

  private static final int TIMEOUT_MILLIS = 30_000;

  private final URI server;
  private final String apiKey;

  ServerCalls(URI server, String apiKey) {
    this.server = server;
    this.apiKey = apiKey;
  }

  /**
   * Sends a body.
   *
   * @return the answer
   * @throws IllegalStateException with the answer, when it is not 2xx
   */
  byte[] send(String method, String path, String contentType, byte[] body) {
    return call(
        path,
        request -> {
          request.setRequestMethod(method);
          request.setRequestProperty("Content-Type", contentType);
          request.setDoOutput(true);
          try (OutputStream out = request.getOutputStream()) {
            out.write(body);
          }
        });
  }

  /** The same without a body. */
  byte[] get(String path) {
    return call(path, request -> {});
  }

  private byte[] call(String path, RequestSetup setup) {
    try {
      // Not java.net.http: it would prepare for TLS first, and everybody waits for this.
      HttpURLConnection request = (HttpURLConnection) server.resolve(path).toURL().openConnection();
      request.setRequestProperty("Authorization", "Bearer " + apiKey);
      request.setConnectTimeout(TIMEOUT_MILLIS);
      request.setReadTimeout(TIMEOUT_MILLIS);
      setup.apply(request);
      int status = request.getResponseCode();
      if (status / 100 != 2) {
        String answer = new String(bytes(request.getErrorStream()), StandardCharsets.UTF_8);
        throw new IllegalStateException(
            "The server refused %s: %s %s".formatted(path, status, answer));
      }
      return bytes(request.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException("The server did not answer " + path, e);
    }
  }

  private static byte[] bytes(@Nullable InputStream answer) throws IOException {
    return answer == null ? new byte[0] : answer.readAllBytes();
  }

  /** Method, headers and body of a request. */
  @FunctionalInterface
  private interface RequestSetup {

    void apply(HttpURLConnection request) throws IOException;
  }
}
