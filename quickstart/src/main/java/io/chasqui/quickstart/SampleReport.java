package io.chasqui.quickstart;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One report in storage, so that the first delivery needs no preparation. */
final class SampleReport {

  static final String CORRELATION_ID = "sample-report";

  private static final int TIMEOUT_MILLIS = 30_000;

  private SampleReport() {}

  static void store(URI server, String apiKey) {
    try {
      // Not java.net.http: it would prepare for TLS first, and everybody waits for this.
      HttpURLConnection request =
          (HttpURLConnection)
              server.resolve("/api/reports/" + CORRELATION_ID).toURL().openConnection();
      request.setRequestMethod("PUT");
      request.setRequestProperty("Authorization", "Bearer " + apiKey);
      request.setRequestProperty("Content-Type", "application/pdf");
      request.setConnectTimeout(TIMEOUT_MILLIS);
      request.setReadTimeout(TIMEOUT_MILLIS);
      request.setDoOutput(true);
      try (OutputStream body = request.getOutputStream()) {
        body.write(SamplePdf.page("Chasqui sample report"));
      }
      int status = request.getResponseCode();
      if (status / 100 != 2) {
        throw new IllegalStateException(
            "The server did not take the sample report: %s %s"
                .formatted(status, text(request.getErrorStream())));
      }
      text(request.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException("The sample report could not be stored", e);
    }
  }

  private static String text(@Nullable InputStream answer) throws IOException {
    return answer == null ? "" : new String(answer.readAllBytes(), StandardCharsets.UTF_8);
  }
}
