package io.chasqui.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** One report in storage, so that the first delivery needs no preparation. */
final class SampleReport {

  static final String CORRELATION_ID = "sample-report";

  private SampleReport() {}

  static void store(URI server, String apiKey) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/api/reports/" + CORRELATION_ID))
            .header("Authorization", "Bearer " + apiKey)
            .header("Content-Type", "application/pdf")
            .timeout(Duration.ofSeconds(30))
            .PUT(HttpRequest.BodyPublishers.ofByteArray(SamplePdf.page("Chasqui sample report")))
            .build();
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IllegalStateException(
            "The server did not take the sample report: %s %s"
                .formatted(answer.statusCode(), answer.body()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The sample report could not be stored", e);
    }
  }
}
